import { createImage, fetchImages } from './imgproxy4j.js';

const FIRST_ROW = 4;
const list = document.getElementById('gallery');
const search = document.querySelector('form.search');
const status = document.getElementById('status');

/** Asks for the URLs of all pictures, once for each preset, and gives them to the photos. */
async function addImages(photos) {
  const presets = [...new Set(photos.map((photo) => photo.preset))];
  await Promise.all(presets.map(async (preset) => {
    const its = photos.filter((photo) => photo.preset === preset);
    const images = await fetchImages(preset, its.map((photo) => photo.source), { endpoint: list.dataset.urls });
    its.forEach((photo, index) => (photo.image = images[index]));
  }));
}

/** One picture with its caption, linked to its page. */
function card(photo, attributes, classes) {
  const link = element('a', classes);
  link.href = photo.page;
  link.append(createImage(photo.image, { alt: photo.alt, ...attributes }), caption(photo));
  return link;
}

function caption(photo) {
  const caption = element('span', 'caption');
  caption.append(element('span', 'title', photo.title), ' ', element('span', 'size', `${photo.width} × ${photo.height}`));
  return caption;
}

function element(name, classes, text = '') {
  const made = document.createElement(name);
  made.className = classes;
  made.textContent = text;
  return made;
}

function show(gallery) {
  document.getElementById('hero').append(card(gallery.hero, { fetchpriority: 'high' }, 'photo hero'));
  gallery.photos.forEach((photo, index) => {
    const item = document.createElement('li');
    item.dataset.words = `${photo.title} ${photo.alt}`.toLowerCase();
    item.append(card(photo, index < FIRST_ROW ? {} : { loading: 'lazy', decoding: 'async' }, 'photo'));
    list.append(item);
  });
}

function find() {
  const words = search.querySelector('input').value.toLowerCase().split(/\s+/);
  for (const item of list.children) item.hidden = !words.every((word) => item.dataset.words.includes(word));
  const found = [...list.children].filter((item) => !item.hidden).length;
  search.querySelector('output').textContent = found === list.children.length ? '' : `${found} found`;
}

try {
  const answer = await fetch(list.dataset.json);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const gallery = await answer.json();
  await addImages([gallery.hero, ...gallery.photos]);
  show(gallery);
  search.hidden = false;
  search.addEventListener('input', find);
  search.addEventListener('submit', (event) => event.preventDefault());
} catch (failure) {
  status.textContent = `The gallery cannot be loaded: ${failure.message}`;
  status.hidden = false;
}
