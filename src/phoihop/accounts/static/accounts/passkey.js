// Passkeys: the one thing here that cannot work without a script, since only the browser can ask
// the device. A form says what to ask by data-passkey ("create" or "get") and data-options, or
// data-source where the question is fetched; its hidden field "credential" takes the answer.
// Words come from data- attributes of the form.
const buffer = (text) => {
  const base = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(base), (c) => c.charCodeAt(0)).buffer;
};
const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withIds = (list) => (list ?? []).map((one) => ({ ...one, id: buffer(one.id) }));

async function create(asked) {
  const publicKey = { ...asked, challenge: buffer(asked.challenge) };
  publicKey.user = { ...asked.user, id: buffer(asked.user.id) };
  publicKey.excludeCredentials = withIds(asked.excludeCredentials);
  const made = await navigator.credentials.create({ publicKey });
  return answer(made, {
    attestationObject: text(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  });
}

async function get(asked) {
  const publicKey = { ...asked, challenge: buffer(asked.challenge) };
  publicKey.allowCredentials = withIds(asked.allowCredentials);
  const found = await navigator.credentials.get({ publicKey });
  const { authenticatorData, signature, userHandle } = found.response;
  return answer(found, {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

function answer(credential, response) {
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function options(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options).publicKey;
  const reply = await fetch(form.dataset.source, { headers: { Accept: "application/json" } });
  if (!reply.ok) throw new Error(`status ${reply.status}`);
  return (await reply.json()).request_options.publicKey;
}

function say(form, error) {
  const words = { InvalidStateError: form.dataset.known, NotAllowedError: form.dataset.cancelled };
  const box = form.querySelector("[data-said]");
  box.textContent = words[error.name] ?? form.dataset.failed;
  box.hidden = false;
  box.focus();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue; // what stands without a script stays
  form.hidden = false;
  document.querySelectorAll("[data-no-passkey]").forEach((el) => { el.hidden = true; });
  form.addEventListener("submit", async (e) => {
    e.preventDefault();
    const button = form.querySelector("button");
    button.setAttribute("aria-busy", "true");
    form.querySelector("[data-said]").hidden = true;
    try {
      const ask = form.dataset.passkey === "create" ? create : get;
      form.elements.credential.value = JSON.stringify(await ask(await options(form)));
      form.submit();
    } catch (error) {
      say(form, error);
    } finally {
      button.removeAttribute("aria-busy");
    }
  });
}
