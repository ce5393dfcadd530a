import * as api from "../core/api.js";
import { action, blank, byId, element, toast } from "../core/dom.js";
import { plural, words } from "../core/format.js";
import { address, visit } from "../core/router.js";
import { Board } from "./board.js";
import { idOf } from "./thing.js";

/** How long to look again while a label is being spread. */
const SPREADING_MS = 1500;

/** What people taught: each label with what has it, what has it not, and what may have it. */
export class LabelsView {
  element = byId("view-labels");
  #act;
  #labels = [];
  #open = null;
  #board = null;
  #shown = false;
  #waiting = 0;
  #saying = Promise.resolve();
  /** Of the label that is open, as the service said it last. */
  #version = undefined;

  /** @param act what to do elsewhere: `search` for a label, with its positive examples */
  constructor(act) {
    this.#act = act;
    byId("labels-export").addEventListener("click", () => this.#export());
    byId("labels-import").addEventListener("change", (event) => {
      this.#import([...event.target.files]);
      event.target.value = "";
    });
  }

  async show([name]) {
    this.#shown = true;
    await this.#list();
    const open = this.#labels.find((label) => label.name === name) ?? (name ? null : this.#labels[0]);
    if (open) await this.#show(open.name);
    else this.#close();
  }

  hide() {
    this.#shown = false;
    clearTimeout(this.#waiting);
  }

  key(event, typing) {
    if (typing || event.key !== "u" || !this.#open) return false;
    this.#undo();
    return true;
  }

  async #list() {
    try {
      this.#labels = await api.labels();
      byId("labels").hidden = !this.#labels.length;
      byId("labels-state").replaceChildren(...(this.#labels.length ? [] : [this.#empty()]));
      this.#drawList();
    } catch (problem) {
      this.#labels = [];
      byId("labels").hidden = true;
      byId("labels-state").replaceChildren(
        problem.missing
          ? blank("label", "This service has no labels", "Search and videos work without them.")
          : blank("warning", "The labels cannot be read", problem.message, action("retry", "Try again", () => this.show([]))),
      );
    }
  }

  #empty() {
    return blank(
      "label",
      "Nothing has a label yet",
      "Open a video, press the box around a thing, and label it: “our van”. Then say of what looks like it whether it is, and every video is searched for it.",
      element("a", { className: "plain", href: "#/videos" }, "To the videos"),
    );
  }

  #drawList() {
    byId("label-list").replaceChildren(
      ...this.#labels.map((label) =>
        element(
          "a",
          { href: address("labels", [label.name]), ariaCurrent: label.name === this.#open ? "true" : null },
          element("strong", {}, label.name),
          element("span", { className: "facts" }, `${label.labelled} have it · ${label.positives.length} yes, ${label.negatives.length} no`),
          spreading(label),
        ),
      ),
    );
  }

  #close() {
    this.#open = null;
    byId("label-open").replaceChildren();
  }

  async #show(name) {
    this.#open = name;
    this.#drawList();
    try {
      const [label, examples, candidates] = await Promise.all([api.label(name), api.examples(name), api.candidates(name)]);
      if (this.#open !== name) return;
      this.#version = label.version;
      this.#build(label, examples.positives);
      this.#board.show({ positives: examples.positives, negatives: examples.negatives, candidates });
      this.#lookAgain(label);
    } catch (problem) {
      byId("label-open").replaceChildren(blank("warning", "This label cannot be shown", problem.message, action("retry", "Try again", () => this.#show(name))));
    }
  }

  #build(label, examples) {
    this.#board = new Board((thing, to) => this.#say(label.name, thing, to));
    byId("label-open").replaceChildren(
      element(
        "header",
        { className: "label-head" },
        element("h2", {}, label.name),
        element(
          "div",
          { className: "tools" },
          examples.length ? action("search", "All that have it", () => this.#act.search(label.name, examples), { data: { tool: "by-label" } }) : null,
          action("undo", "Undo", () => this.#undo(), { title: "Take back what was said last (u)", data: { tool: "undo" } }),
          action("edit", "Rename", () => this.#rename(label.name), { data: { tool: "rename" } }),
          action("trash", "Forget", () => this.#forget(label.name), { data: { tool: "forget" } }),
        ),
      ),
      element("p", { className: "dim hint" }, element("kbd", {}, "y"), "it is  ", element("kbd", {}, "x"), "it is not  ", element("kbd", {}, "u"), "undo, or drag to a side"),
      this.#board.element,
      this.#history(label.name),
    );
  }

  /** One thing is said at a time, in the order in which it was. */
  #say(name, thing, to) {
    const mine = this.#inTurn(async () => {
      const label = await api.teach({ name, [to]: [idOf(thing)] });
      if (this.#open === name) this.#version = label?.version;
    });
    // What is likely now is asked when nothing more is being said.
    mine.then(() => mine === this.#saying && this.#open === name && this.#refresh(name));
  }

  /** What is done to labels, after what was done before; says what went wrong. */
  #inTurn(work) {
    return (this.#saying = this.#saying.then(async () => {
      try {
        await work();
      } catch (problem) {
        toast(problem.message, "error");
        if (problem.code === "changed" && this.#open) await this.#refresh(this.#open);
      }
    }));
  }

  async #refresh(name) {
    const focused = document.activeElement?.closest(".judged")?.dataset.id;
    const [label, examples, candidates] = await Promise.all([api.label(name), api.examples(name), api.candidates(name)]).catch(() => []);
    if (!label || this.#open !== name) return;
    this.#version = label.version;
    this.#put(label);
    this.#board.show({ positives: examples.positives, negatives: examples.negatives, candidates });
    if (focused) (byId("label-open").querySelector(`[data-id="${CSS.escape(focused)}"]`) ?? byId("label-open").querySelector(".candidates .judged"))?.focus();
    this.#lookAgain(label);
  }

  /** While it spreads its numbers grow. */
  #lookAgain(label) {
    clearTimeout(this.#waiting);
    if (!label.spreading || label.spreading.state === "done") return;
    this.#waiting = setTimeout(async () => {
      if (!this.#shown || this.#open !== label.name) return;
      const now = await api.label(label.name).catch(() => null);
      if (!now || this.#open !== label.name) return;
      this.#put(now);
      this.#lookAgain(now);
    }, SPREADING_MS);
  }

  #put(label) {
    this.#labels = this.#labels.map((other) => (other.name === label.name ? label : other));
    this.#drawList();
  }

  #undo() {
    const name = this.#open;
    this.#inTurn(async () => {
      if (this.#open !== name) return;
      const label = await api.undoLabel(name, this.#version);
      toast("Taken back.");
      if (label?.name && label.name !== name) visit(address("labels", [label.name]));
      else await this.#again(name);
    });
  }

  /** A label may be gone after an undo. */
  async #again(name) {
    await this.#list();
    if (this.#labels.some((label) => label.name === name)) await this.#show(name);
    else await this.show([]);
  }

  #rename(name) {
    const to = prompt("What is it called from now on?", name)?.trim();
    if (!to || to === name) return;
    this.#inTurn(async () => {
      await api.renameLabel(name, to);
      visit(address("labels", [to]));
    });
  }

  #forget(name) {
    if (!confirm(`Forget “${name}”? Nothing has this label any more.`)) return;
    this.#inTurn(async () => {
      await api.forgetLabel(name);
      if (location.hash === "#/labels") await this.show([]);
      else visit("#/labels");
    });
  }

  #history(name) {
    const list = element("ol", {});
    const details = element("details", { className: "history" }, element("summary", {}, "What was said, by whom"), list);
    details.addEventListener("toggle", async () => {
      if (!details.open) return;
      const said = await api.labelHistory(name).catch((problem) => toast(problem.message, "error") ?? []);
      list.replaceChildren(...said.toReversed().map(saidRow));
    });
    return details;
  }

  async #export() {
    try {
      let part = 0;
      for await (const file of api.exportLabels()) {
        const url = URL.createObjectURL(file);
        element("a", { href: url, download: part++ ? `labels-${part}.json` : "labels.json" }).click();
        setTimeout(() => URL.revokeObjectURL(url), 60_000);
      }
    } catch (problem) {
      toast(problem.message, "error");
    }
  }

  async #import(files) {
    if (!files.length) return;
    try {
      const names = new Set();
      for (const file of files) for (const label of (await api.importLabels(file)).labels) names.add(label.name);
      toast(`${plural(names.size, "label")} brought in.`);
      await this.show([]);
    } catch (problem) {
      toast(problem.message, "error");
    }
  }
}

function spreading({ spreading: state }) {
  if (!state || state.state === "done") return null;
  return state.total
    ? element("progress", { max: state.total, value: state.done, ariaLabel: `spread over ${state.done} of ${state.total}` })
    : element("progress", { ariaLabel: "waits to be spread" });
}

function saidRow(said) {
  const what = [
    said.positives?.length ? `${said.positives.length} yes` : "",
    said.negatives?.length ? `${said.negatives.length} no` : "",
  ].filter(Boolean);
  return element(
    "li",
    { className: said.undone ? "undone" : "" },
    element("time", { dateTime: said.at }, new Date(said.at).toLocaleString()),
    element("span", {}, [words(said.action), ...what].join(", ")),
    element("span", { className: "dim" }, said.author ?? ""),
  );
}
