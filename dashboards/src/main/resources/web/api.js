// Questions to the server. What goes wrong is an error with a sentence that people can act on.

/** The address of something about a run. */
export function about(run, ...path) {
  return `/api/runs/${[run, ...path].map(encodeURIComponent).join("/")}`;
}

/** What the server answered, as an object. */
export async function ask(address, signal) {
  let response;
  try {
    response = await fetch(address, { signal, headers: { Accept: "application/json" } });
  } catch (e) {
    if (e.name === "AbortError") {
      throw e;
    }
    throw new Error("The server cannot be reached. Is 'ontogeny serve' still running?");
  }
  if (response.ok) {
    return response.json();
  }
  throw Object.assign(new Error(await reason(response)), { status: response.status });
}

async function reason(response) {
  let detail = `it answers ${response.status}`;
  try {
    detail = (await response.json()).detail ?? detail;
  } catch {
    return `The server says: ${detail}.`; // an answer that is no problem in JSON has its status only
  }
  return `The server says: ${detail}.${remedy(response.status)}`;
}

function remedy(status) {
  switch (status) {
    case 401:
      return " This server wants a token, which a browser cannot send: tunnel to it, or serve without one.";
    case 404:
      return " The list of runs shows what there is.";
    case 409:
      return " Serve with the version of the program that wrote the run.";
    case 500:
      return " Its standard error has the cause.";
    case 503:
      return " It is busy; this asks again by itself.";
    default:
      return "";
  }
}

/** All members of a list that comes in pages, at most so many pages. */
export async function pages(address, field, most, next) {
  const all = [];
  let page = null;
  let where = address;
  for (let number = 0; where !== null && number < most; number++) {
    page = await ask(where);
    all.push(...page[field]);
    where = next(page);
  }
  return { all, whole: where === null };
}

/**
 * Asks one question at a time, and then the newest that came meanwhile: whoever drags a slider wants
 * the answer to where it is, not to where it was.
 *
 * @param show is given the answer, and what was asked
 * @param fail is given the error
 * @param busy is told whether an answer is awaited
 */
export function newest(show, fail, busy = () => {}) {
  let asking = false;
  let shown = null;
  let waiting = null;
  async function next() {
    while (waiting !== null) {
      const { key, question } = waiting;
      waiting = null;
      if (key === shown) {
        continue;
      }
      try {
        const answer = await question();
        shown = key;
        show(answer, key);
      } catch (e) {
        shown = null;
        fail(e);
      }
    }
  }
  return async (key, question) => {
    waiting = { key, question };
    if (!asking) {
      asking = true;
      busy(true);
      await next();
      busy(false);
      asking = false;
    }
  };
}
