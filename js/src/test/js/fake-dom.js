/** As much of the DOM as the modules touch: attributes, a tree, captured events, and an image that asks for its URL. */

const SELECTION = /^(src|srcset)$/;

export class FakeElement {
  listeners = [];
  attributes = new Map();
  children = [];
  parentElement = null;

  constructor(localName, attributes = {}, ...children) {
    this.localName = localName;
    this.append(...children);
    this.setAttributes(attributes);
  }

  setAttributes(attributes) {
    for (const [name, value] of Object.entries(attributes)) this.setAttribute(name, value);
  }

  append(...children) {
    for (const child of children) {
      child.parentElement = this;
      this.children.push(child);
    }
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  hasAttribute(name) {
    return this.attributes.has(name);
  }

  setAttribute(name, value) {
    this.attributes.set(name, value);
    if (SELECTION.test(name)) this.selectionChanged();
  }

  removeAttribute(name) {
    if (this.attributes.delete(name) && SELECTION.test(name)) this.selectionChanged();
  }

  selectionChanged() {
    if (this.localName !== 'source') return;
    for (const sibling of this.parentElement?.children ?? []) {
      if (sibling.localName === 'img') sibling.selectionChanged();
    }
  }

  addEventListener(type, listener, capture = false) {
    this.listeners.push({ type, listener, capture });
  }

  removeEventListener(type, listener, capture = false) {
    this.listeners = this.listeners.filter(
      (it) => !(it.type === type && it.listener === listener && it.capture === capture),
    );
  }

  dispatchEvent(event) {
    Object.defineProperty(event, 'target', { value: this });
    const ancestors = [];
    for (let node = this.parentElement; node; node = node.parentElement) ancestors.push(node);
    const call = (node, wanted) => {
      for (const { type, listener, capture } of [...node.listeners]) {
        if (type === event.type && wanted(capture)) listener.call(node, event);
      }
    };
    for (const node of [...ancestors].reverse()) call(node, (capture) => capture);
    call(this, () => true);
    if (event.bubbles) for (const node of ancestors) call(node, (capture) => !capture);
    return !event.defaultPrevented;
  }

  /** Knows one kind of selector, [attribute]. */
  closest(selector) {
    const name = selector.slice(1, -1);
    for (let node = this; node; node = node.parentElement) if (node.hasAttribute(name)) return node;
    return null;
  }

  querySelectorAll(localName) {
    return this.children.flatMap((child) => [
      ...(child.localName === localName ? [child] : []),
      ...child.querySelectorAll(localName),
    ]);
  }
}

export class FakeImage extends FakeElement {
  /** @type {string[]} the URLs asked for, in order */
  requests = [];
  decodings = 0;
  complete = false;
  naturalWidth = 0;
  currentSrc = '';
  baseURI = 'https://shop.example.com/';
  #broken = false;
  #scheduled = false;

  constructor(attributes = {}) {
    super('img');
    this.setAttributes(attributes);
  }

  get src() {
    return this.getAttribute('src') ?? '';
  }

  /** Like a browser: however many attributes a script changes, the choice is made once, when the script has ended. */
  selectionChanged() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.complete = false;
    queueMicrotask(() => {
      this.#scheduled = false;
      this.#broken = false;
      this.currentSrc = this.#choose();
      this.requests.push(this.currentSrc);
    });
  }

  #choose() {
    const siblings = this.parentElement?.localName === 'picture' ? this.parentElement.children : [];
    const sources = siblings.filter((it) => it.localName === 'source');
    for (const element of [...sources, this]) {
      const srcset = element.getAttribute('srcset');
      if (srcset) return srcset.split(/[\s,]/)[0];
    }
    return this.src;
  }

  /** Like a browser: the answer comes as a task of its own. */
  async decode() {
    this.decodings++;
    const broken = this.#broken;
    await new Promise((resolve) => setImmediate(resolve));
    if (broken) throw new Error('EncodingError');
  }

  breaks() {
    this.complete = this.#broken = true;
    this.naturalWidth = 0;
  }

  /** The load ends badly, and whoever listens hears of it. */
  async fails() {
    await settled();
    this.breaks();
    this.dispatchEvent(new Event('error'));
    await settled();
  }

  async loads(naturalWidth) {
    await settled();
    this.complete = true;
    this.naturalWidth = naturalWidth;
  }

  cloneNode() {
    return new FakeImage(Object.fromEntries(this.attributes));
  }
}

/** Resolves when all that the script has set off is done, short of the network. */
export async function settled() {
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A document holding the given elements, and the log of the events that reach it. */
export function page(...elements) {
  const document = new FakeElement('html', {}, ...elements);
  const events = [];
  for (const type of ['imgproxy:fallback', 'imgproxy:failure']) {
    document.addEventListener(type, ({ detail }) => events.push([type, detail]));
  }
  document.defaultView = new FakeElement('window');
  return { document, events };
}
