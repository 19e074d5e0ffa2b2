// Phối Hợp: every page works without this file; it only saves steps.
// Words come from data- attributes of the page, so that they stay in the language of the page.
const $ = (s, el = document) => el.querySelector(s);
const $$ = (s, el = document) => [...el.querySelectorAll(s)];
const words = document.body.dataset;

// <button data-open="id"> opens <dialog id>; the browser keeps focus inside and gives it back.
// The same act lives at a page of its own, so a link with data-open works without this too.
document.addEventListener("click", (e) => {
  const open = e.target.closest("[data-open]");
  const dialog = open && document.getElementById(open.dataset.open);
  if (dialog) {
    e.preventDefault();
    dialog.showModal();
    $("input:not([type=hidden]), textarea, select", dialog)?.focus(); // not the button that closes
  }
  if (e.target.closest("[data-close]")) {
    const box = e.target.closest("dialog, .toast, .msg");
    if (box?.matches("dialog")) box.close(); else box?.remove();
  }
  if (e.target.closest("[data-print]")) window.print();
  const eye = e.target.closest("[data-reveal]");
  if (eye) {
    const input = document.getElementById(eye.dataset.reveal);
    const shown = input.type === "password";
    input.type = shown ? "text" : "password";
    eye.setAttribute("aria-pressed", shown);
    eye.textContent = shown ? eye.dataset.hide : eye.dataset.show;
  }
  $$("details.menu[open]").forEach((d) => d.contains(e.target) || d.removeAttribute("open"));
});

// Where a letter is typed or looked for, it is no key of the page. A choice or a tick takes none.
const TYPED = "input:not([type=radio], [type=checkbox]), textarea, select, dialog";
document.addEventListener("keydown", (e) => {
  if (e.key === "Escape") {
    $$("details.menu[open]").forEach((d) => { d.removeAttribute("open"); $("summary", d).focus(); });
  }
  if (e.ctrlKey || e.metaKey || e.altKey || e.target.closest(TYPED)) return;
  if (e.key === "/" && $(".find input")) { e.preventDefault(); $(".find input").focus(); }
  turnLeaf(e);
  walkFacts(e);
  pressKey(e);
});

// A button or link with data-key="u" is pressed by that letter.
function pressKey(e) {
  if (e.defaultPrevented || e.key.length !== 1 || $('.facts-pane[data-keys="off"]')) return;
  const press = $(`[data-key="${CSS.escape(e.key.toLowerCase())}"]`);
  if (press) { e.preventDefault(); press.click(); }
}

// A file shown page by page: the arrows turn its leaves, as its two links do.
function turnLeaf(e) {
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[e.key];
  const link = rel && !e.shiftKey && !e.target.matches("input") && $(`[data-leaf] a[rel="${rel}"]`);
  if (link) link.click();
}

// Intake: J and K walk the facts; Enter, E, L, X, O press the button of the fact one stands on, a
// figure picks one of its records.
// Single keys can be switched off in the account (data-keys="off" on the list).
function walkFacts(e) {
  const facts = $$(".fact");
  if (!facts.length || $('.facts-pane[data-keys="off"]')) return;
  const at = facts.findIndex((f) => f.classList.contains("at"));
  const go = { j: 1, k: -1 }[e.key];
  if (go) goTo(facts[at < 0 ? 0 : (at + go + facts.length) % facts.length]);
  // Who reads why an act was refused goes on with the card; it is decided once it is in sight.
  if (e.key === "Enter" && at >= 0 && e.target.matches(".errors")) {
    e.preventDefault();
    goTo(facts[at]);
    return;
  }
  const record = at >= 0 && /^[1-9]$/.test(e.key) && $$(".match input", facts[at])[e.key - 1];
  if (record) {
    record.checked = true;
    if (e.target.matches("input")) record.focus(); // the arrows go on from the one chosen
  }
  const act = { Enter: "accept", e: "edit", l: "link", x: "drop", o: "again" }[e.key];
  // Enter on a link or button keeps its own meaning.
  if (act && at >= 0 && (act !== "accept" || e.target === facts[at] || e.target === document.body)) {
    const button = $(`[data-act="${act}"]`, facts[at]);
    if (button) { e.preventDefault(); button.click(); }
  }
}
function goTo(fact) {
  standOn(fact);
  fact.focus();
  fact.scrollIntoView({ block: "nearest" });
}
function standOn(fact) {
  $$(".fact.at, .fact-mark.at").forEach((el) => el.classList.remove("at"));
  fact.classList.add("at");
  document.getElementById(fact.dataset.mark)?.classList.add("at");
}
document.addEventListener("focusin", (e) => {
  const fact = e.target.closest?.(".fact");
  if (fact) standOn(fact);
});

// The fact that the address names has the focus, so that the next key is for it.
const named = document.getElementById(location.hash.slice(1));
if (named?.matches(".fact")) { standOn(named); named.focus(); }

// The bulk bar appears with the first tick and says how many; without this it is always there.
// "Take all 21" stands for the list behind the page: then it says that number.
function countTicks(e) {
  if (e && !e.target.matches(".pick input, [data-all]")) return;
  const rows = $$("tbody .pick input");
  if (e?.target.closest("thead")) rows.forEach((r) => { r.checked = e.target.checked; });
  rows.forEach((r) => r.closest("tr").classList.toggle("on", r.checked));
  const bar = $(".bulk");
  if (!bar) return;
  const n = rows.filter((r) => r.checked).length;
  const all = $("[data-all]", bar);
  if (n === 0 && all) all.checked = false;
  bar.hidden = n === 0;
  const count = $("[data-count]", bar);
  if (count) count.textContent = all?.checked ? all.dataset.all : n;
}
document.addEventListener("change", countTicks);

// Board: arrows walk between cards, V opens what can be done with one; nothing is dragged.
document.addEventListener("keydown", (e) => {
  const card = e.target.closest?.("[data-board] .card");
  if (!card || e.ctrlKey || e.metaKey || e.altKey || e.target.closest(".menu[open]")) return;
  if (e.key === "v" || e.key === "V") {
    const menu = $(".menu", card);
    if (menu) { e.preventDefault(); menu.open = true; $("li a", menu).focus(); }
  }
  const to = { ArrowDown: [0, 1], ArrowUp: [0, -1], ArrowRight: [1, 0], ArrowLeft: [-1, 0] }[e.key];
  if (!to) return;
  e.preventDefault();
  const lanes = $$(".lane").map((l) => $$(".card", l)).filter((l) => l.length);
  const col = lanes.findIndex((l) => l.includes(card));
  const lane = lanes[col + to[0]] ?? lanes[col];
  const row = lanes[col].indexOf(card) + to[1];
  $("h3 a", lane[Math.min(Math.max(row, 0), lane.length - 1)]).focus();
});
// After an act one is back at the card, in its new lane.
const back = /^#t-\d+$/.test(location.hash) && $(`${location.hash}.card h3 a`);
if (back) back.focus();
// A form that one opens by a key begins at its first field; what has to be mended goes first.
if (!$(".errors")) $("form[data-begin] :is(input:not([type=hidden]), textarea, select)")?.focus();

// What the server sends without help from this file, made handier once the page is here.
function prepare(root) {
  $$("[data-reveal][hidden], [data-print][hidden]", root).forEach((b) => { b.hidden = false; });
  if (!matchMedia("(max-width: 47.99rem)").matches) return;
  $$("details.filter-fold", root).forEach((d) => { d.open = false; });
  $$(".chain .at, .tabs [aria-current]", root).forEach((at) => {
    const box = at.closest("nav");
    box.scrollLeft = at.getBoundingClientRect().left - box.getBoundingClientRect().left - 40;
  });
}
prepare(document);
countTicks();

// A plain form is sent once: the second press of a slow line must not make a second record.
document.addEventListener("submit", (e) => {
  const form = e.target;
  if (form.method !== "post" || e.defaultPrevented) return;
  if (form.dataset.sent) { e.preventDefault(); return; }
  form.dataset.sent = "1";
  e.submitter?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", () => {
  $$("form[data-sent]").forEach((f) => { delete f.dataset.sent; $$("[aria-busy]", f).forEach((b) => b.removeAttribute("aria-busy")); });
});

// Typing in a long form is activity too: the idle lock is told, at most once a minute.
let told = Date.now();
document.addEventListener("input", () => {
  if (!words.alive || Date.now() - told < 60_000) return;
  told = Date.now();
  fetch(words.alive, { method: "POST", headers: JSON.parse(document.body.getAttribute("hx-headers")) }).catch(() => {});
});

// htmx: busy buttons, focus after a swap, and errors in words while what was typed stays.
document.addEventListener("htmx:beforeRequest", (e) => {
  const button = $("button:not([type=button])", e.detail.elt) ?? e.detail.elt.closest("button");
  button?.setAttribute("aria-busy", "true");
});
document.addEventListener("htmx:afterRequest", (e) => {
  $$("[aria-busy=true]", e.detail.elt.closest("form") ?? e.detail.elt).forEach((b) => b.removeAttribute("aria-busy"));
  const form = e.detail.elt.closest?.("form");
  if (form) delete form.dataset.sent;
});
document.addEventListener("htmx:afterSwap", (e) => {
  prepare(e.detail.target);
  if (e.detail.target.matches?.("dialog") && !e.detail.target.open) {
    e.detail.target.showModal();
    $("input:not([type=hidden]), textarea, select", e.detail.target)?.focus();
  }
  countTicks();
  const at = e.detail.target.matches?.("[data-focus]") ? e.detail.target : $("[data-focus]", e.detail.target);
  if (at) { at.setAttribute("tabindex", "-1"); at.focus(); }
});
// Work that is done shows its whole page. A part that went on asking every two seconds would start
// that page anew each time, and where it takes longer than that it would never come.
document.addEventListener("htmx:beforeOnLoad", (e) => {
  const { elt, xhr } = e.detail;
  const leads = ["HX-Refresh", "HX-Redirect"].some((name) => xhr.getResponseHeader(name));
  if (leads && elt.matches("[hx-trigger^=every]")) elt.replaceWith(elt.cloneNode(true)); // htmx does not know the copy
});
document.addEventListener("htmx:responseError", (e) => {
  const said = { 403: words.forbidden, 404: words.gone, 413: words.tooLarge }[e.detail.xhr.status];
  sayError(said ?? words.failed);
});
document.addEventListener("htmx:sendError", () => sayError(words.failed));
document.addEventListener("htmx:timeout", () => sayError(words.failed));
function sayError(text) {
  const box = document.createElement("div");
  box.className = "msg msg-bad";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  const mark = $("#messages-mark")?.content.cloneNode(true);
  if (mark) box.append(mark);
  const body = document.createElement("div");
  body.textContent = text;
  box.append(body);
  $("#messages")?.replaceChildren(box);
  box.focus();
}

// "HX-Trigger: {"toast": "…"}" says what succeeded; it stays while it is focused or hovered.
document.addEventListener("toast", (e) => {
  $$(".toast:not(.toast-still)").forEach((t) => t.remove());
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.textContent = e.detail.value;
  document.body.append(toast);
  const said = $("#said");
  if (said) said.textContent = e.detail.value;
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
  setTimeout(leave, 8000);
});

// A text that mentions people: after "@" the server offers who may read the record. Arrows walk,
// Enter takes, Escape leaves; without this one types the user name or ticks it in the list below.
const mention = (text) => /(?:^|[^\w@.\-/])@([^\s@]{0,40})$/.exec(text.value.slice(0, text.selectionStart))?.[1];
document.addEventListener("input", (e) => {
  const box = e.target.matches("textarea") && e.target.closest("[data-mention]");
  if (!box) return;
  const typed = mention(e.target);
  clearTimeout(box.offerLater);
  if (typed === undefined) { closeOffers(box); return; }
  box.offerLater = setTimeout(() => offerPeople(box, e.target, typed), 250);
});
async function offerPeople(box, text, like) {
  const answer = await fetch(`${box.dataset.mention}?nguoi=${encodeURIComponent(like)}`).catch(() => null);
  if (!answer?.ok) return;
  const people = await answer.json();
  // A late answer is to what is no longer typed: shown then, it would swallow the next Enter.
  if (document.activeElement !== text || mention(text) !== like) return;
  closeOffers(box);
  const said = $("#said");
  if (said) said.textContent = people.length ? people.map((one) => one.label).join("; ") : box.dataset.none;
  if (!people.length) return;
  const list = document.createElement("ul");
  list.className = "offers";
  people.forEach((one, at) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = one.label;
    button.dataset.name = one.name;
    button.tabIndex = -1;
    if (at === 0) button.setAttribute("aria-current", "true");
    button.addEventListener("mousedown", (e) => { e.preventDefault(); takePerson(box, text, one.name); });
    item.append(button);
    list.append(item);
  });
  box.append(list);
}
function closeOffers(box) { $(".offers", box)?.remove(); }
function takePerson(box, text, name) {
  const at = text.selectionStart;
  const before = text.value.slice(0, at).replace(/@[^\s@]*$/, `@${name} `);
  text.value = before + text.value.slice(at);
  text.setSelectionRange(before.length, before.length);
  closeOffers(box);
  text.focus();
}
document.addEventListener("keydown", (e) => {
  const box = e.target.closest?.("[data-mention]");
  const offers = box && $$(".offers button", box);
  if (!offers?.length) return;
  const at = offers.findIndex((b) => b.hasAttribute("aria-current"));
  if (e.key === "Escape") { e.preventDefault(); closeOffers(box); }
  if (e.key === "Enter" || e.key === "Tab") { e.preventDefault(); takePerson(box, e.target, offers[at].dataset.name); }
  const go = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (!go) return;
  e.preventDefault();
  offers[at].removeAttribute("aria-current");
  const next = offers[(at + go + offers.length) % offers.length];
  next.setAttribute("aria-current", "true");
  const said = $("#said");
  if (said) said.textContent = next.textContent;
});
document.addEventListener("focusout", (e) => {
  const box = e.target.closest?.("[data-mention]");
  if (box && !box.contains(e.relatedTarget)) closeOffers(box);
});

// Notices: J and K walk them; the link of the one stood on has the focus, so Enter opens it.
document.addEventListener("keydown", (e) => {
  const go = { j: 1, k: -1 }[e.key];
  if (!go || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select, dialog")) return;
  const links = $$(".notice h4 a");
  if (!links.length) return;
  const at = links.indexOf(document.activeElement);
  links[at < 0 ? 0 : (at + go + links.length) % links.length].focus();
});
