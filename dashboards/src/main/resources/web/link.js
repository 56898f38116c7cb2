// The view as a link: what is shown lies in the query of the address.

/** What the address asks for. */
export function asked() {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** Puts the view into the address, without a new entry in the history; what is null is left out. */
export function remember(options) {
  const parameters = new URLSearchParams();
  for (const [key, value] of Object.entries(options)) {
    if (value !== null && value !== undefined && value !== "") {
      parameters.set(key, value);
    }
  }
  const query = parameters.toString();
  history.replaceState(null, "", location.pathname + (query === "" ? "" : `?${query}`));
}
