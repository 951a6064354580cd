// A person at a browser without JavaScript: keeps cookies, follows redirects, fills in the sign-in forms.
// Not by fetch(): that says of itself, in Sec-Fetch-Mode, that it is a script, and Apache's module then shows no sign-in.
import crypto from 'node:crypto';
import http from 'node:http';
import https from 'node:https';

const STEP = 30;
const TEXT = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" };
const decode = (text) => text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => TEXT[entity]);
const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? decode(found[1]) : undefined;
};

/** RFC 6238 with SHA-1, six digits, thirty seconds. */
export function totp(base32, step) {
  const bits = [...base32].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = crypto.createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(number % 1e6).padStart(6, '0');
}

// shared by all visitors: a code counts once
let lastStep = 0;

async function freshCode(key) {
  const step = Math.max(Math.floor(Date.now() / 1000 / STEP), lastStep + 1);
  const wait = step * STEP * 1000 - Date.now();
  if (wait > 0) await new Promise((done) => setTimeout(done, wait));
  lastStep = step;
  return totp(key, step);
}

export class Visitor {
  #cookies = new Map();

  constructor({ username, password, key }) {
    Object.assign(this, { username, password, key });
  }

  /** Opens an address and does what the pages ask until the provider sends the browser to `target`; returns that URL. */
  async visit(address, target, press = {}) {
    let page = await this.#send(String(address));
    for (let turn = 0; turn < 20; turn++) {
      if (page.location) {
        const next = new URL(page.location, page.url);
        if (target && next.href.startsWith(target)) return next;
        page = await this.#send(next.href);
      } else {
        const form = this.#form(page, press);
        if (!form) return page;
        if (target && form.action.startsWith(target)) {
          return new URL(`${form.action}?${form.fields}`);
        }
        page = await this.#send(form.action, await this.#filled(form.fields));
      }
    }
    throw new Error(`no end of it at ${page.url}`);
  }

  /** One request, redirects not followed. */
  peek(address) {
    return this.#send(address);
  }

  async #filled(fields) {
    if (fields.has('username')) fields.set('username', this.username);
    if (fields.has('password')) fields.set('password', this.password);
    if (fields.has('code')) fields.set('code', await freshCode(this.key));
    return fields;
  }

  /** The form to submit: the one with a field we can fill in, else one with a button that `press` names. */
  #form(page, press) {
    for (const [whole] of page.body.matchAll(/<form\b[\s\S]*?<\/form>/g)) {
      const fields = new URLSearchParams();
      for (const [tag] of whole.matchAll(/<input\b[^>]*>/g)) {
        const name = attribute(tag, 'name');
        const type = attribute(tag, 'type') ?? 'text';
        if (name && (!['checkbox', 'radio'].includes(type) || /\schecked\b/.test(tag))) {
          fields.append(name, attribute(tag, 'value') ?? '');
        }
      }
      const button = [...whole.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)]
        .map(([, tag, text]) => ({ tag: ` ${tag}`, text: text.replace(/<[^>]*>/g, '').trim() }))
        .find(({ text }) => text in press);
      if (!fields.has('password') && !fields.has('code') && !button) continue;
      if (button && attribute(button.tag, 'name')) {
        fields.append(attribute(button.tag, 'name'), attribute(button.tag, 'value') ?? '');
      }
      Object.entries(button ? press[button.text] : {}).forEach(([name, value]) => fields.set(name, value));
      return { action: new URL(attribute(whole, 'action') ?? page.url, page.url).href, fields };
    }
    return undefined;
  }

  async #send(address, body) {
    const headers = { accept: 'text/html', cookie: [...this.#cookies].map(([k, v]) => `${k}=${v}`).join('; ') };
    if (body) {
      headers.origin = new URL(address).origin;
      headers['content-type'] = 'application/x-www-form-urlencoded';
    }
    const answer = await exchange(address, { method: body ? 'POST' : 'GET', headers }, body?.toString());
    for (const cookie of answer.headers['set-cookie'] ?? []) {
      const [name, value] = cookie.split(';')[0].split(/=(.*)/s);
      if (/max-age=0/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    if (answer.status >= 400) {
      const heading = /<h1[^>]*>([\s\S]*?)<\/h1>/.exec(answer.body)?.[1].trim() ?? answer.body.slice(0, 200);
      throw new Error(`${answer.status} at ${address.split('?')[0]}: ${heading}`);
    }
    return { url: address, status: answer.status, location: answer.headers.location, body: answer.body };
  }
}

function exchange(address, options, body) {
  const { request } = address.startsWith('https:') ? https : http;
  return new Promise((done, failed) => {
    request(address, { ...options, timeout: 60_000 }, (answer) => {
      const chunks = [];
      answer
        .on('data', (chunk) => chunks.push(chunk))
        .on('end', () =>
          done({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(chunks).toString() }));
    })
      .on('error', failed)
      .end(body);
  });
}
