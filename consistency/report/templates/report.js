// Filters, keys, theme and the side-by-side. Everything that this page says is in its HTML; nothing here reads or writes markup text.
"use strict";
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (name, className = "", text = "") => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.textContent = text;
    return element;
  };
  const data = JSON.parse($("#data").textContent);
  const stored = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* a page opened from a file may have no store */ } },
  };

  // Theme: as the system has it, or light, or dark
  const themes = ["automatic", "light", "dark"];
  const theme = $("#theme");
  const dress = (name) => {
    document.documentElement.dataset.theme = name;
    theme.textContent = `Theme: ${name}`;
    stored.set("consistency-theme", name);
  };
  theme.addEventListener("click", () => dress(themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % themes.length]));
  dress(themes.includes(stored.get("consistency-theme")) ? stored.get("consistency-theme") : "automatic");

  // Filters
  const level = (text) => text.toLowerCase().normalize("NFKC").replace(/[’ʼ]/g, "'").replace(/[“”]/g, '"').replace(/\s+/g, " ");
  const findings = $$(".finding").map((element) => ({
    element,
    id: element.id,
    section: element.dataset.section,
    outlets: JSON.parse(element.dataset.outlets),
    speakers: JSON.parse(element.dataset.speaker),
    confidence: Number(element.dataset.confidence),
    text: null,
  }));
  const followers = new Map();
  for (const element of $$("[data-for]")) {
    for (const id of element.dataset.for.split(" ")) followers.set(id, [...(followers.get(id) ?? []), element]);
  }
  const search = $("#search"), count = $("#count"), speaker = $("#speaker"), confidence = $("#confidence");
  const ticked = (name) => $$(`input[name="${name}"]:checked`).map((input) => input.value);

  const filter = () => {
    const wanted = level(search.value).trim().split(" ").filter(Boolean);
    const sections = ticked("section"), outlets = ticked("outlet");
    let shown = 0;
    for (const finding of findings) {
      let fits = sections.includes(finding.section) && finding.confidence >= Number(confidence.value)
        && outlets.every((name) => finding.outlets.includes(name))
        && (!speaker.value || finding.speakers.includes(speaker.value));
      if (fits && wanted.length) {
        finding.text ??= level(finding.element.textContent);
        fits = wanted.every((word) => finding.text.includes(word));
      }
      finding.shown = fits;
      finding.element.hidden = !fits;
      shown += fits;
    }
    const visible = new Set(findings.filter((f) => f.shown).map((f) => f.id));
    for (const element of new Set([...followers.values()].flat())) {
      const off = !element.dataset.for.split(" ").some((id) => visible.has(id));
      if (element.classList.contains("row")) element.classList.toggle("off", off);
      else element.hidden = off;
    }
    for (const group of $$(".group:has(> .finding)")) group.hidden = !$(":scope > .finding:not([hidden])", group);
    for (const line of $$("[data-story]")) {
      const story = document.getElementById(line.dataset.story);
      line.hidden = story.hidden = shown < findings.length && !$(".finding:not([hidden])", story);
    }
    count.textContent = `${shown.toLocaleString("en")} of ${findings.length.toLocaleString("en")} findings shown`;
  };
  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  $("#filters").addEventListener("change", filter);
  $("#reset").addEventListener("click", () => {
    for (const input of $$("#filters input")) input.checked = input.name === "section";
    search.value = speaker.value = "";
    confidence.value = "0";
    filter();
  });

  // Side by side: rows of sentences, cloned from the articles below
  const mark = (sentence, ranges) => {
    const walker = document.createTreeWalker(sentence, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement.closest("sup") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
    const nodes = [];
    for (let at = 0, node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push([node, at]);
      at += node.length;
    }
    for (const [node, at] of nodes.reverse()) {
      const spans = [];  // of several findings, which may overlap
      for (const [start, end] of ranges.map(([, a, b]) => [Math.max(a - at, 0), Math.min(b - at, node.length)]).sort((a, b) => a[0] - b[0])) {
        const last = spans.at(-1);
        if (last && start <= last[1]) last[1] = Math.max(last[1], end);
        else if (start < end) spans.push([start, end]);
      }
      for (const [start, end] of spans.reverse()) {
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, end);
        range.surroundContents(make("mark"));
      }
    }
  };

  const cell = (sentences, from, to, ranges, copied, outlet) => {
    const side = make("div", copied ? "side copied" : "side");
    side.setAttribute("role", "cell");
    side.dataset.side = outlet;
    if (copied) side.append(make("p", "note", "Stands elsewhere in the article:"));
    let source = null, paragraph = null;
    for (let i = from; i < to; i++) {
      const original = sentences[i];
      if (!copied && original.first) side.append($(".origin", original.article).cloneNode(true));
      if (original.element.parentElement !== source) {
        source = original.element.parentElement;
        paragraph = source.cloneNode(false);
        side.append(paragraph);
      } else paragraph.append(" ");
      const sentence = original.element.cloneNode(true);
      for (const place of $$(".at", sentence)) place.remove();
      mark(sentence, ranges.filter(([unit]) => unit === i));
      paragraph.append(sentence);
    }
    return side;
  };

  const between = (entries) => {
    const middle = make("div", "between");
    middle.setAttribute("role", "cell");
    for (const entry of entries) {
      const line = make("p");
      const badge = $(`.controls .badge.${entry.section}, .tally .badge.${entry.section}`).cloneNode(true);
      badge.lastChild.textContent = ` ${entry.relation}`;
      line.append(badge, " ");
      if (entry.number) {
        const link = make("a", "", entry.number);
        link.href = `#${entry.number.toLowerCase()}`;
        line.append(link);
      }
      line.append(make("br"), entry.title, make("br"), make("span", "hush", entry.confidence));
      middle.append(line);
    }
    return middle;
  };

  const compare = (story, left, right) => {
    const of = data[story.id];
    const sentences = (i) => of.articles[i].flatMap((id) => {
      const article = document.getElementById(id);
      return $$(".text .u", article).map((element, j) => ({ element, article, first: j === 0 }));
    });
    const swapped = left > right;
    const [one, other] = [left, right].map(sentences);
    const rows = of.pairs[swapped ? `${right}-${left}` : `${left}-${right}`] ?? [[0, (swapped ? other : one).length, 0, (swapped ? one : other).length, "", []]];
    const table = make("div", "facing");
    table.setAttribute("role", "table");
    table.setAttribute("aria-label", `${of.outlets[left]} and ${of.outlets[right]}, side by side`);
    const heads = make("div", "row heads");
    heads.setAttribute("role", "row");
    for (const text of [of.outlets[left], "Finding", of.outlets[right]]) {
      const head = make("span", "", text);
      head.setAttribute("role", "columnheader");
      heads.append(head);
    }
    table.append(heads);
    for (const [l0, l1, r0, r1, copied, entries] of rows) {
      const row = make("div", entries.length ? "row both" : "row");
      row.setAttribute("role", "row");
      row.dataset.for = entries.map((entry) => entry.number.toLowerCase()).join(" ");
      const marks = (side) => entries.flatMap((entry) => entry[side]);
      const sides = [[l0, l1, marks("left"), copied === "both"], [r0, r1, marks("right"), copied !== ""]];
      if (swapped) sides.reverse();
      row.append(cell(one, ...sides[0], of.outlets[left]), between(entries), cell(other, ...sides[1], of.outlets[right]));
      table.append(row);
    }
    $(".stage", story).replaceChildren(table);
  };

  for (const story of $$(".story")) {
    const of = data[story.id];
    const pick = $(".pick", story);
    if (!pick || of.outlets.length < 2) continue;
    const [left, right] = ["left", "right"].map((name, i) => {
      const label = make("label", "", i ? "Right" : "Left");
      const select = make("select", name);
      of.outlets.forEach((outlet, j) => select.append(new Option(outlet, j)));
      select.value = String(i);
      label.append(select);
      pick.append(label);
      return select;
    });
    const button = make("button", "show", "Show side by side");
    button.type = "button";
    pick.append(button);
    pick.hidden = false;
    const show = () => {
      compare(story, Number(left.value), Number(right.value));
      close.hidden = false;
    };
    const close = make("button", "close", "Close");
    close.type = "button";
    close.hidden = true;
    close.addEventListener("click", () => { $(".stage", story).replaceChildren(); close.hidden = true; button.focus(); });
    pick.append(close);
    button.addEventListener("click", show);
    for (const select of [left, right]) {
      select.addEventListener("change", () => {
        const other = select === left ? right : left;
        if (other.value === select.value) other.value = String((Number(select.value) + 1) % of.outlets.length);
        show();
      });
    }
    story.beside = (id, pair) => {
      const places = pair.map((name) => of.outlets.indexOf(name));
      if (places.includes(-1)) return;
      [left.value, right.value] = places;
      show();
      const row = $(`.row[data-for~="${id}"]`, story);
      (row ?? pick).scrollIntoView({ block: "center" });
      row?.classList.add("found");
    };
  }

  const beside = (finding) => {
    const button = finding && $(".beside button", finding);
    if (button) finding.closest(".story").beside?.(finding.id, JSON.parse(button.dataset.pair));
  };
  for (const button of $$(".beside button")) button.addEventListener("click", () => beside(button.closest(".finding")));

  // Links lead to what is closed or filtered out, too
  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) $("#reset").click();
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);

  // Keys
  const keys = $("#keys"), shortcuts = $("#shortcuts");
  shortcuts.checked = stored.get("consistency-keys") !== "off";
  shortcuts.addEventListener("change", () => stored.set("consistency-keys", shortcuts.checked ? "on" : "off"));
  $("#help").addEventListener("click", () => keys.showModal());
  $("#close").addEventListener("click", () => keys.close());
  const step = (by) => {
    const shown = findings.filter((f) => !f.element.hidden).map((f) => f.element);
    const here = shown.indexOf(document.activeElement.closest(".finding"));
    const next = shown[here < 0 ? (by > 0 ? 0 : shown.length - 1) : here + by];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "start" });
  };
  const actions = {
    j: () => step(1),
    k: () => step(-1),
    "/": () => { $(".controls details").open = true; search.focus(); },
    "?": () => keys.showModal(),
    s: () => beside(document.activeElement.closest(".finding")),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
    if (event.key === "Escape" && event.target === search) {
      search.value = "";
      filter();
      search.blur();
    } else if (!typing && shortcuts.checked && !keys.open && !event.ctrlKey && !event.metaKey && !event.altKey && actions[event.key]) {
      event.preventDefault();
      actions[event.key]();
    }
  });

  document.documentElement.classList.add("scripted");
  for (const element of [theme, $("#help"), $(".controls")]) element.hidden = false;
  if (matchMedia("(max-width: 62rem)").matches) $(".controls details").open = false;
  filter();
  reveal();
})();
