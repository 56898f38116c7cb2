// Matrices on a canvas, a square of pixels each cell; states differ in pattern besides colour.

import { ink } from "./chart.js";

/** The three components of a colour that a style sheet gives as #rrggbb. */
export function rgb(hex) {
  return [1, 3, 5].map((from) => parseInt(hex.slice(from, from + 2), 16));
}

/**
 * Paints a matrix.
 *
 * @param paint gives three components, of a row, a column and a pixel of the canvas
 */
export function paint(canvas, rows, columns, size, paint) {
  canvas.width = columns * size;
  canvas.height = rows * size;
  const pen = canvas.getContext("2d");
  const image = pen.createImageData(canvas.width, canvas.height);
  let at = 0;
  for (let y = 0; y < canvas.height; y++) {
    const row = Math.floor(y / size);
    for (let x = 0; x < canvas.width; x++) {
      const [r, g, b] = paint(row, Math.floor(x / size), x, y);
      image.data[at++] = r;
      image.data[at++] = g;
      image.data[at++] = b;
      image.data[at++] = 255;
    }
  }
  pen.putImageData(image, 0, 0);
}

/** Colours from one side of zero to the other, between -1 and 1. */
export function diverging() {
  const zero = rgb(ink("zero"));
  const below = rgb(ink("below"));
  const above = rgb(ink("above"));
  return (value) => {
    const t = Math.min(1, Math.abs(value)) ** 0.8;
    const end = value < 0 ? below : above;
    return zero.map((from, k) => Math.round(from + t * (end[k] - from)));
  };
}

/** Whether a pixel lies on a stroke of the hatching that stands for nothing lives here. */
export function hatched(x, y) {
  return (x + y) % 4 === 0;
}
