// The client's own copy of the model: made at the first change, kept by the server while it is used.

import * as server from "./server.js";

export class Copy {
  /// `onChange` is called after every change, with the copy's state, or nothing once it is gone.
  constructor(onChange) {
    this.onChange = onChange;
    this.id = undefined;
    this.work = Promise.resolve();
  }

  /// Changes come one after the other.
  change(model, work) {
    this.work = this.work.catch(() => {}).then(async () => {
      if (!this.id) this.id = (await server.makeCopy(model)).copy;
      try {
        await work(this.id);
      } finally {
        await this.onChange(await server.copyState(this.id));
      }
    });
    return this.work;
  }

  edit(model, edit) {
    return this.change(model, (copy) => server.editCopy(copy, edit));
  }

  teach(model, sample, label, times) {
    return this.change(model, (copy) => server.teachCopy(copy, sample, label, times));
  }

  async throwAway() {
    const copy = this.id;
    this.id = undefined;
    if (copy) await server.endCopy(copy).catch(() => {});
    await this.onChange();
  }
}
