// What is asked, as data: read from and written to the address, turned into a request.

const KINDS = ["text", "class", "moment", "object"];

/**
 * One thing that is looked for.
 *
 * @param kind text, class, moment, object, or file: a picture, sound or clip that is sent along
 * @param value text, name or id
 */
export const term = (kind, value, more = {}) => ({ kind, value, not: false, weight: 1, source: "", ...more });

export const emptyQuery = () => ({
  terms: [term("text", "")],
  operator: "or",
  within: 5,
  sources: [],
  filter: {},
  byVideo: false,
  likely: false,
  varied: false,
});

export const isEmpty = (item) => (item.kind === "file" ? !item.file : !item.value.trim());

export const wanted = (query) => query.terms.filter((item) => !item.not && !isEmpty(item));

const unwanted = (query) => query.terms.filter((item) => item.not && !isEmpty(item));

/** Which part a file is sent as if it is all that is asked. */
export function partOf(file) {
  const kind = file.type.split("/")[0];
  return ["audio", "video"].includes(kind) ? kind : "image";
}

/**
 * The body of a search: JSON, or a form if files are sent along.
 *
 * @return null if there is nothing to look for
 */
export function request(query, limit) {
  const asked = wanted(query);
  if (!asked.length) return null;
  const all = [...asked, ...unwanted(query)];
  const files = all.filter((item) => item.kind === "file");
  const names = new Map(all.map((item, index) => [item, nameOf(index)]));
  const alone = asked.length === 1 && !asked[0].source && asked[0].kind !== "file";
  const lone = asked.length === 1 && files.length === 1 && asked[0].kind === "file" && !asked[0].source;
  if (lone) names.set(asked[0], partOf(asked[0].file));
  const clause = (item) => clauseOf(item, names.get(item), asked.length > 1);
  const body = {
    ...(alone ? { query: subject(asked[0]) } : lone ? {} : { clauses: asked.map(clause) }),
    ...(asked.length > 1 ? { operator: query.operator } : {}),
    ...(asked.length > 1 && query.operator !== "or" ? { within_ms: Math.round(query.within * 1000) } : {}),
    ...(unwanted(query).length ? { must_not: unwanted(query).map(clause) } : {}),
    ...(query.sources.length ? { modalities: query.sources } : {}),
    filter: query.filter,
    group_by: query.byVideo ? "video" : "moment",
    ...(query.likely ? { min_score: 0.5 } : {}),
    ...(query.varied ? { diversify: 0.5 } : {}),
    limit,
  };
  return files.length ? form(body, files, names) : body;
}

const nameOf = (index) => String.fromCharCode(97 + index);

function subject(item) {
  const field = { text: "text", class: "class", moment: "moment_id", object: "object_id" }[item.kind];
  return field ? { [field]: item.value.trim() } : {};
}

function clauseOf(item, name, several) {
  return {
    name,
    ...subject(item),
    ...(item.source ? { modalities: [item.source] } : {}),
    ...(several && item.weight !== 1 && !item.not ? { weight: item.weight } : {}),
  };
}

function form(body, files, names) {
  const form = new FormData();
  for (const item of files) form.append(names.get(item), item.file, item.file.name || names.get(item));
  for (const [field, value] of Object.entries(body)) {
    if (field === "modalities") form.append(field, value.join());
    else form.append(field, typeof value === "object" ? JSON.stringify(value) : value);
  }
  return form;
}

/** The address's parameters; files cannot be told by an address. */
export function toParameters(query) {
  const parameters = new URLSearchParams();
  const told = query.terms.filter((item) => item.kind !== "file" && !isEmpty(item));
  told.forEach((item, index) => {
    if (index === 0 && item.kind === "text" && !item.not && !item.source && item.weight === 1) parameters.append("q", item.value.trim());
    else parameters.append("t", [item.not ? "not" : "", item.kind, item.source, item.weight, item.value.trim()].join(":"));
  });
  if (query.operator !== "or") parameters.append("op", query.operator);
  if (query.operator !== "or" && query.within !== 5) parameters.append("within", query.within);
  if (query.sources.length) parameters.append("in", query.sources.join());
  if (Object.keys(query.filter).length) parameters.append("filter", JSON.stringify(query.filter));
  for (const flag of ["byVideo", "likely", "varied"]) if (query[flag]) parameters.append(flag, 1);
  return parameters;
}

/** What an address asks; what cannot be read of it is left out. */
export function fromParameters(parameters) {
  const query = emptyQuery();
  const text = parameters.get("q");
  const terms = text ? [term("text", text)] : [];
  for (const told of parameters.getAll("t")) {
    const [not, kind, source, weight, ...value] = told.split(":");
    if (KINDS.includes(kind)) terms.push(term(kind, value.join(":"), { not: not === "not", source: source ?? "", weight: Number(weight) || 1 }));
  }
  if (terms.length) query.terms = terms;
  if (["and", "then"].includes(parameters.get("op"))) query.operator = parameters.get("op");
  const within = Number(parameters.get("within") ?? 5);
  query.within = within >= 0 ? within : 5;
  query.sources = (parameters.get("in") ?? "").split(",").filter(Boolean);
  try {
    query.filter = JSON.parse(parameters.get("filter") ?? "{}") ?? {};
  } catch {
    query.filter = {};
  }
  for (const flag of ["byVideo", "likely", "varied"]) query[flag] = parameters.has(flag);
  return query;
}
