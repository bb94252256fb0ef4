// A sheet to draw on with mouse, finger or pen, and with the arrow keys.

const side = 280;
const pen = 22;

export class Sheet {
  /// `onChange` is called while drawing, not more often than the screen is painted.
  constructor(onChange) {
    this.canvas = document.createElement("canvas");
    this.canvas.width = this.canvas.height = side;
    this.canvas.className = "paper";
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label",
      "Sheet to draw on. With the keyboard: arrows move the pen, Space puts it down or lifts it.");
    this.context = this.canvas.getContext("2d", { willReadFrequently: true });
    this.onChange = onChange;
    this.isDown = false;
    this.place = { x: side / 2, y: side / 2 };
    this.listen();
    this.clear();
  }

  clear() {
    this.context.fillStyle = "#000";
    this.context.fillRect(0, 0, side, side);
    this.isEmpty = true;
  }

  /// Ink by pixel, 0 to 255, row by row.
  get ink() {
    const pixels = this.context.getImageData(0, 0, side, side).data;
    const ink = new Float32Array(side * side);
    for (let place = 0; place < ink.length; place++) ink[place] = pixels[4 * place];
    return { ink, side };
  }

  line(from, to) {
    this.context.strokeStyle = "#fff";
    this.context.lineWidth = pen;
    this.context.lineCap = this.context.lineJoin = "round";
    this.context.beginPath();
    this.context.moveTo(from.x, from.y);
    this.context.lineTo(to.x + 0.01, to.y);
    this.context.stroke();
    this.isEmpty = false;
    this.tell();
  }

  tell() {
    if (this.isTelling) return;
    this.isTelling = true;
    requestAnimationFrame(() => {
      this.isTelling = false;
      this.onChange();
    });
  }

  at(event) {
    const box = this.canvas.getBoundingClientRect();
    return {
      x: (event.clientX - box.left) * side / box.width,
      y: (event.clientY - box.top) * side / box.height,
    };
  }

  listen() {
    this.canvas.addEventListener("pointerdown", (event) => {
      this.canvas.setPointerCapture(event.pointerId);
      this.last = this.at(event);
      this.line(this.last, this.last);
      event.preventDefault();
    });
    this.canvas.addEventListener("pointermove", (event) => {
      if (!this.last) return;
      const all = event.getCoalescedEvents?.() ?? [];
      for (const each of all.length ? all : [event]) {
        const next = this.at(each);
        this.line(this.last, next);
        this.last = next;
      }
    });
    for (const name of ["pointerup", "pointercancel"]) {
      this.canvas.addEventListener(name, () => { this.last = undefined; });
    }
    this.canvas.addEventListener("keydown", (event) => this.key(event));
  }

  key(event) {
    const step = 10;
    const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
    if (event.key === " ") {
      this.isDown = !this.isDown;
      if (this.isDown) this.line(this.place, this.place);
    } else if (moves[event.key]) {
      const [x, y] = moves[event.key];
      const keep = (value) => Math.min(Math.max(value, pen / 2), side - pen / 2);
      const next = { x: keep(this.place.x + x), y: keep(this.place.y + y) };
      if (this.isDown) this.line(this.place, next);
      this.place = next;
    } else {
      return;
    }
    event.preventDefault();
  }
}
