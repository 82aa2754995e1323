import { createImage, fetchImages } from './imgproxy4j.js';
import { words } from './weights.js';

const FIRST_ROW = 4;
const list = document.getElementById('gallery');
const search = document.querySelector('form.search');
const status = document.getElementById('status');

// shown: The URLs
/** Asks the server for the URLs of all pictures, once for each preset. */
async function addImages(photos) {
  const presets = [...new Set(photos.map((photo) => photo.preset))];
  await Promise.all(presets.map(async (preset) => {
    const its = photos.filter((photo) => photo.preset === preset);
    const sources = its.map((photo) => photo.source);
    const images = await fetchImages(preset, sources, { endpoint: list.dataset.urls });
    its.forEach((photo, index) => (photo.image = images[index]));
  }));
}
// shown: end

// shown: The hero
const hero = (photo) => createImage(photo.image, {
  sizes: 'min(100vw - 2.2rem, 80rem)',
  alt: photo.alt, fetchpriority: 'high',
});
// shown: end

// shown: A card
const card = (photo, late) => createImage(photo.image, {
  sizes: '(min-width: 76rem) 19rem, (min-width: 56rem) 31vw, (min-width: 36rem) 47vw, 94vw',
  alt: photo.alt,
  ...(late && { loading: 'lazy', decoding: 'async' }),
});
// shown: end

/** A picture with its caption, linked to its page. */
function linked(photo, picture, classes) {
  const link = element('a', classes);
  link.href = photo.page;
  link.append(picture, caption(photo));
  return link;
}

/** As the servers print it; weights.js fills in what the browser has loaded. */
function caption(photo) {
  const caption = element('span', 'caption', element('span', 'title', photo.title), ' ');
  const weight = element('span', 'weight', element('span', '', words(photo.bytes)), ' ',
    element('span', 'became'), ' ', element('strong', 'saved'));
  weight.dataset.original = photo.bytes;
  caption.append(weight);
  return caption;
}

function element(name, classes, ...children) {
  const made = document.createElement(name);
  made.className = classes;
  made.append(...children);
  return made;
}

function show(gallery) {
  document.getElementById('hero').append(linked(gallery.hero, hero(gallery.hero), 'photo hero'));
  gallery.photos.forEach((photo, index) => {
    const item = document.createElement('li');
    item.dataset.words = `${photo.title} ${photo.alt}`.toLowerCase();
    item.append(linked(photo, card(photo, index >= FIRST_ROW), 'photo'));
    list.append(item);
  });
}

function find() {
  const wanted = search.querySelector('input').value.toLowerCase().split(/\s+/);
  for (const item of list.children) item.hidden = !wanted.every((word) => item.dataset.words.includes(word));
  const found = [...list.children].filter((item) => !item.hidden).length;
  status.textContent = found === list.children.length ? '' : `${found} found`;
}

search.addEventListener('input', find);
search.addEventListener('submit', (event) => event.preventDefault());
try {
  const answer = await fetch(list.dataset.json);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const gallery = await answer.json();
  await addImages([gallery.hero, ...gallery.photos]);
  show(gallery);
  // The visitor may have been faster.
  find();
} catch (failure) {
  status.textContent = `The gallery cannot be loaded: ${failure.message}`;
}
