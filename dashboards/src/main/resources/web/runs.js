// Lists the runs, page by page, with links to what the server tells of each.

const parts = ["series", "events", "operations", "projections", "specification", "checkpoints", "snapshots"];

function link(address, text) {
  const a = document.createElement("a");
  a.href = address;
  a.textContent = text;
  return a;
}

function row(run) {
  const address = `/api/runs/${encodeURIComponent(run.run)}`;
  const tr = document.createElement("tr");
  tr.insertCell().append(link(address, run.run));
  tr.insertCell().textContent = run.state;
  tr.insertCell().textContent = run.experiment;
  for (const number of [run.step, run.synapses, run.events]) {
    const cell = tr.insertCell();
    cell.className = "number";
    cell.textContent = number < 0 ? "-" : number.toLocaleString("en");
  }
  const links = tr.insertCell();
  for (const part of parts) {
    links.append(link(`${address}/${part}`, part), " ");
  }
  return tr;
}

async function list() {
  const said = document.getElementById("said");
  const table = document.querySelector("table");
  try {
    let address = "/api/runs?limit=200";
    let count = 0;
    while (address) {
      const response = await fetch(address);
      if (!response.ok) {
        throw new Error(`the server answers ${response.status}`);
      }
      const page = await response.json();
      page.runs.forEach((run) => table.tBodies[0].append(row(run)));
      count += page.runs.length;
      address = page.next === null ? null : `/api/runs?limit=200&after=${encodeURIComponent(page.next)}`;
    }
    table.hidden = count === 0;
    said.textContent = count === 0 ? "There are no runs yet." : "";
  } catch (e) {
    said.textContent = `The runs cannot be listed: ${e.message}`;
  }
}

list();
