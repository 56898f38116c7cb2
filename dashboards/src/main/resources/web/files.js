// What people take with them: tables as CSV, charts as images.

const LONGEST = 60_000; // milliseconds in which a browser has taken what it saves

/** A table as CSV (RFC 4180); what is not known is empty. */
export function csv(columns, rows) {
  return [columns, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function cell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Saves a text under a name. */
export function save(name, text, type) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  follow(name, address);
  setTimeout(() => URL.revokeObjectURL(address), LONGEST); // the browser fetches it by and by
}

/** Saves what an address stands for. */
export function follow(name, address) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}
