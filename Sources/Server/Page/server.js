// What the page asks the server, and what goes wrong there as an error with the server's words.

async function ask(method, path, body, type = "application/json") {
  const options = { method };
  if (body !== undefined) {
    options.body = type === "application/json" ? JSON.stringify(body) : body;
    options.headers = { "Content-Type": type };
  }
  const response = await fetch(path, options);
  const answer = await response.json().catch(() => ({ error: `the server said ${response.status}` }));
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

const part = encodeURIComponent;

export const models = async () => (await ask("GET", "/predict")).models;

/// `sample` is {numbers}, {rows}, {texts} with one in its list, or {file}.
export function predict(model, copy, sample) {
  const path = copy ? `/copies/${part(copy)}/predict` : `/predict/${part(model)}`;
  return sample.file
    ? ask("POST", path, sample.file, "application/octet-stream")
    : ask("POST", path, sample);
}

export const makeCopy = (model) => ask("POST", "/copies", { model });
export const copyState = (copy) => ask("GET", `/copies/${part(copy)}`);
export const endCopy = (copy) => ask("DELETE", `/copies/${part(copy)}`);
export const editCopy = (copy, edit) => ask("POST", `/copies/${part(copy)}/edit`, edit);
export const teachCopy = (copy, sample, label, times) =>
  ask("POST", `/copies/${part(copy)}/teach`, { ...sample, label, times });
export const copyFile = (copy) => `/copies/${part(copy)}/model.safetensors`;

export const runs = async () => (await ask("GET", "/runs")).runs;
export const run = (name) => ask("GET", `/runs/${part(name)}`);
export const runReport = (name) => `/runs/${part(name)}/report.html`;
export const runEvents = (name) => new EventSource(`/runs/${part(name)}/events`);
