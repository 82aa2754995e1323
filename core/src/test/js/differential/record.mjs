// Random options, and the path that imgproxy's own JavaScript builder makes of them, as JSON. After a new version of
// the builder: npm ci && npm run record, and JsBuilderTest tells what has changed.
import { generateUrl } from '@imgproxy/imgproxy-js-core';

const SEED = 20261121;
const CASES = 6;
const SOURCE = 'aHR0cHM6Ly9leGFtcGxlLmNvbS9jYXQuanBn';

let state = SEED;
const random = () => {
  // mulberry32: the same numbers everywhere.
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const whole = (least, most) => least + Math.floor(random() * (most - least + 1));
const decimal = (least, most) => Number((least + random() * (most - least)).toFixed(whole(0, 7)));
const flag = () => random() < 0.5;
const one = (...values) => values[whole(0, values.length - 1)];
const hex = () => one('ff00ff', '0a0', '102030', 'fff');
const text = () => one('v2', 'a-b_c.d~e', 'Name1');
const names = () => one(['face'], ['face', 'cat'], ['a', 'b', 'c']);
const side = () => one('no', 'so', 'ea', 'we', 'noea', 'nowe', 'soea', 'sowe', 'ce');
const format = () => one('png', 'jpg', 'webp', 'avif', 'gif');
const offset = () => one(0, whole(-50, 50), decimal(-1, 1));
const direction = () => one('down', 'up', 'right', 'left');

/** A gravity for the builder and its arguments for us. */
function gravity(...kinds) {
  switch (one(...kinds)) {
    case 'side': {
      const type = side();
      return [{ type }, [type]];
    }
    case 'offset': {
      const [type, x, y] = [side(), offset(), offset()];
      return [{ type, x_offset: x, y_offset: y }, [type, x, y]];
    }
    case 'fp': {
      const [x, y] = [decimal(0, 1), decimal(0, 1)];
      return [{ type: 'fp', x, y }, ['fp', x, y]];
    }
    case 'obj': {
      const classes = names();
      return [{ type: 'obj', class_names: classes }, ['obj', ...classes]];
    }
    default:
      return [{ type: 'sm' }, ['sm']];
  }
}

function extend() {
  const [anchor, args] = gravity('side', 'offset', 'fp');
  return one([{ extend: true }, [true]], [{ extend: true, gravity: anchor }, [true, ...args]]);
}

const single = (name, make) => [name, () => [make()].flatMap((value) => [value, [value]])];
const several = (name, make, keys) => [
  name,
  () => {
    const values = make();
    const given = whole(1, values.length);
    return [
      Object.fromEntries(keys.slice(0, given).map((key, i) => [key, values[i]])),
      values.slice(0, given),
    ];
  },
];
/** All arguments are given. */
const full = (name, make, keys) => [
  name,
  () => {
    const values = make();
    return [Object.fromEntries(keys.map((key, i) => [key, values[i]])), values];
  },
];
const classed = (name, make, keys) => [
  name,
  () => {
    const [value, classes] = [make(), names()];
    return [{ [keys[0]]: value, [keys[1]]: classes }, [value, ...classes]];
  },
];

const GENERATORS = Object.fromEntries([
  several('resize', () => [one('fit', 'fill', 'fill-down', 'force', 'auto'), whole(0, 900), whole(0, 900), flag()], [
    'resizing_type',
    'width',
    'height',
    'enlarge',
  ]),
  several('size', () => [whole(0, 900), whole(0, 900), flag()], ['width', 'height', 'enlarge']),
  single('resizing_type', () => one('fit', 'fill', 'fill-down', 'force', 'auto')),
  single('width', () => whole(0, 900)),
  single('height', () => whole(0, 900)),
  single('min_width', () => whole(0, 900)),
  single('min_height', () => whole(0, 900)),
  ['zoom', () => one([[2, [2]]], [[{ zoom_x: 1.5, zoom_y: 0.5 }, [1.5, 0.5]]])[0]],
  single('dpr', () => decimal(0.5, 4)),
  single('enlarge', flag),
  ['extend', extend],
  ['extend_aspect_ratio', extend],
  ['gravity', () => gravity('side', 'offset', 'fp', 'sm', 'obj')],
  [
    'crop',
    () => {
      const [width, height] = [one(0, whole(1, 900), decimal(0, 1)), one(0, whole(1, 900))];
      const [anchor, args] = gravity('side', 'offset', 'fp', 'sm', 'obj');
      return one([{ width, height }, [width, height]], [{ width, height, gravity: anchor }, [width, height, ...args]]);
    },
  ],
  several('trim', () => [decimal(0, 40), hex(), flag(), flag()], ['threshold', 'color', 'equal_hor', 'equal_ver']),
  full('padding', () => [whole(0, 9), whole(0, 9), whole(0, 9), whole(0, 9)], ['top', 'right', 'bottom', 'left']),
  single('auto_rotate', flag),
  single('rotate', () => one(0, 90, 180, 270)),
  full('flip', () => [flag(), flag()], ['horizontal', 'vertical']),
  ['background', () => one([['ffeedd', ['ffeedd']]], [[{ r: 1, g: 2, b: 3 }, [1, 2, 3]]])[0]],
  single('blur', () => decimal(0, 9)),
  single('sharpen', () => decimal(0, 9)),
  single('pixelate', () => whole(0, 9)),
  several('watermark', () => [decimal(0, 1), one('ce', 're', 'soea', 'ch'), offset(), offset(), decimal(0.1, 2)], [
    'opacity',
    'position',
    'x_offset',
    'y_offset',
    'scale',
  ]),
  single('strip_metadata', flag),
  single('keep_copyright', flag),
  single('strip_color_profile', flag),
  single('preserve_hdr', flag),
  single('enforce_thumbnail', flag),
  single('quality', () => whole(0, 100)),
  [
    'format_quality',
    () => {
      const pairs = Array.from({ length: whole(1, 3) }, () => ({ format: format(), quality: whole(1, 100) }));
      return [pairs, pairs.flatMap((pair) => [pair.format, pair.quality])];
    },
  ],
  single('max_bytes', () => whole(0, 1e6)),
  single('format', format),
  ['skip_processing', () => one([['gif'], ['gif']], [['gif', 'svg'], ['gif', 'svg']])],
  single('raw', flag),
  single('cachebuster', text),
  single('expires', () => whole(1, 2e9)),
  full('filename', () => [text()], ['name']),
  single('return_attachment', flag),
  ['preset', () => [names()].flatMap((value) => [value, value])],
  single('max_src_resolution', () => decimal(0, 90)),
  single('max_src_file_size', () => whole(0, 1e9)),
  single('max_animation_frames', () => whole(1, 99)),
  single('max_animation_frame_resolution', () => decimal(0, 90)),
  single('max_result_dimension', () => whole(0, 9000)),
  single('resizing_algorithm', () => one('nearest', 'linear', 'cubic', 'lanczos2', 'lanczos3')),
  full('objects_position', () => [side(), offset(), offset()], ['type', 'xOffset', 'yOffset']),
  full('crop_aspect_ratio', () => [decimal(0, 3), flag()], ['aspect_ratio', 'enlarge']),
  classed('crop_objects', () => decimal(0.1, 3), ['scale_factor', 'class_names']),
  single('background_alpha', () => decimal(0, 1)),
  several('adjust', () => [whole(-255, 255), decimal(0, 3), decimal(0, 3)], ['brightness', 'contrast', 'saturation']),
  single('brightness', () => whole(-255, 255)),
  single('contrast', () => decimal(0, 3)),
  single('saturation', () => decimal(0, 3)),
  several('monochrome', () => [decimal(0, 1), hex()], ['intensity', 'color']),
  several('duotone', () => [decimal(0, 1), hex(), hex()], ['intensity', 'color1', 'color2']),
  several('unsharp_masking', () => [one('auto', 'none', 'always'), decimal(0.1, 3), whole(1, 30)], [
    'mode',
    'weight',
    'divider',
  ]),
  [
    'blur_areas',
    () => {
      const areas = Array.from({ length: whole(1, 2) }, () => [0.1, 0.2, 0.3, 0.4].map((v) => v + whole(0, 5) / 10));
      const shaped = areas.map(([left, top, width, height]) => ({ left, top, width, height }));
      const sigma = whole(1, 9);
      return [{ sigma, areas: shaped }, [sigma, ...areas.flat()]];
    },
  ],
  several('progressive_blur', () => [whole(1, 9), direction(), decimal(0, 0.5), decimal(0.5, 1)], [
    'sigma',
    'direction',
    'start',
    'stop',
  ]),
  classed('blur_detections', () => whole(1, 9), ['sigma', 'class_names']),
  classed('draw_detections', flag, ['draw', 'class_names']),
  several('colorize', () => [decimal(0, 1), hex(), flag()], ['opacity', 'color', 'keepAlpha']),
  several('gradient', () => [decimal(0, 1), hex(), direction(), decimal(0, 0.5), decimal(0.5, 1)], [
    'opacity',
    'color',
    'direction',
    'start',
    'stop',
  ]),
  single('watermark_url', () => 'aHR0cHM6Ly9oL3cucG5n'),
  single('watermark_text', () => 'SGVsbG8'),
  full('watermark_size', () => [whole(1, 90), whole(1, 90)], ['width', 'height']),
  single('watermark_rotate', () => whole(-180, 180)),
  single('watermark_shadow', () => decimal(0, 9)),
  single('style', () => 'YXt9'),
  single('dpi', () => whole(0, 300)),
  single('color_profile', () => one('srgb', 'cmyk')),
  several('autoquality', () => [one('none', 'size', 'dssim'), decimal(0.01, 1), 60, 80, 0.001], [
    'method',
    'target',
    'min_quality',
    'max_quality',
    'allowed_error',
  ]),
  full('jpeg_options', () => [true, flag(), flag(), flag(), flag(), whole(0, 8)], [
    'progressive',
    'no_subsample',
    'trellis_quant',
    'overshoot_deringing',
    'optimize_scans',
    'quant_table',
  ]),
  full('png_options', () => [flag(), flag(), whole(2, 256)], ['interlaced', 'quantize', 'quantization_colors']),
  several('webp_options', () => [one('lossy', 'near_lossless', 'lossless'), flag(), one('default', 'photo')], [
    'compression',
    'smart_subsample',
    'preset',
  ]),
  single('avif_options', () => one('auto', 'on', 'off')),
  single('page', () => whole(0, 9)),
  single('pages', () => whole(1, 9)),
  single('disable_animation', flag),
  single('video_thumbnail_second', () => decimal(0, 9)),
  single('video_thumbnail_keyframes', flag),
  full('video_thumbnail_tile', () => [one(-1, 2), 5, 4, 160, 90, flag(), flag(), flag(), 0.5, decimal(0, 1)], [
    'step',
    'columns',
    'rows',
    'tile_width',
    'tile_height',
    'extend_tile',
    'trim',
    'fill',
    'focus_x',
    'focus_y',
  ]),
  full('video_thumbnail_animation', () => [one(-1, 2), 50, 9, 160, 90, flag(), flag(), flag(), 0.5, decimal(0, 1)], [
    'step',
    'delay',
    'frames',
    'frame_width',
    'frame_height',
    'extend_frame',
    'trim',
    'fill',
    'focus_x',
    'focus_y',
  ]),
  single('fallback_image_url', () => 'aHR0cHM6Ly9oL3cucG5n'),
  single('bypass_cache', flag),
  ['cache_tags', () => [names()].flatMap((value) => [value, value])],
]);

const NAMES = { min_width: 'min-width', min_height: 'min-height' };

function recorded(keys) {
  const options = {};
  const ours = [];
  for (const key of keys) {
    const [value, args] = GENERATORS[key]();
    options[key] = value;
    ours.push([NAMES[key] ?? key, ...args]);
  }
  try {
    return { ours, theirs: generateUrl({ value: SOURCE, type: 'base64' }, options).slice(0, -SOURCE.length - 1) };
  } catch (error) {
    return { ours, error: String(error.message ?? error) };
  }
}

const cases = Object.keys(GENERATORS).flatMap((key) => Array.from({ length: CASES }, () => recorded([key])));
for (let i = 0; i < 60; i++) {
  const keys = Object.keys(GENERATORS);
  cases.push(recorded([one(...keys), one(...keys), one(...keys)].filter((key, j, all) => all.indexOf(key) === j)));
}

const sources = ['https://example.com/a b.jpg', 'https://example.com/a@2x.jpg', 'https://example.com/100%.jpg?w=1'].map(
  (source) => ({ source, theirs: generateUrl({ value: source, type: 'plain' }, {}) }),
);

const lines = cases.map((each) => '    ' + JSON.stringify(each)).join(',\n');
console.log(`{\n  "seed": ${SEED},\n  "sources": ${JSON.stringify(sources)},\n  "cases": [\n${lines}\n  ]\n}`);
