// Two texts as one, by lines: those that both have in the same order (as many as can be) stand once; where they
// differ, theirs come first, then mine. A line of `base`, which both texts once had, gives way to one that goes on
// from it. Returns the text, and in `places` the line where each line of mine now stands.
"use strict";
function mergeLines(mine, theirs, base) {
  const MOST_CELLS = 2_000_000;  // longer differences stand one after the other
  const ours = mine.split("\n"), others = theirs.split("\n");
  const begun = new Set(base.split("\n").filter((line) => line.trim()));
  const match = (one, other) => {
    if (one === other) return 2;
    return (begun.has(one) && other.startsWith(one)) || (begun.has(other) && one.startsWith(other)) ? 1 : 0;
  };

  const shorter = Math.min(ours.length, others.length);
  let head = 0, tail = 0;
  while (head < shorter && ours[head] === others[head]) head++;
  while (tail < shorter - head && ours.at(-1 - tail) === others.at(-1 - tail)) tail++;
  const ends = ours.length - tail, end = others.length - tail;

  // best[i][j]: how much the lines from ours[head + i] and from others[head + j] on have in common.
  const best = [];
  if ((ends - head) * (end - head) <= MOST_CELLS) {
    for (let i = ends - head; i >= 0; i--) {
      best[i] = new Uint16Array(end - head + 1);
      for (let j = end - head - 1; j >= 0 && i < ends - head; j--) {
        const both = match(ours[head + i], others[head + j]);
        best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], both && both + best[i + 1][j + 1]);
      }
    }
  }
  const common = (i, j) => best[i - head]?.[j - head] ?? 0;

  const lines = ours.slice(0, head), places = [...lines.keys()];
  let i = head, j = head;
  while (i < ends || j < end) {
    const both = i < ends && j < end && best.length ? match(ours[i], others[j]) : 0;
    if (both && common(i, j) === both + common(i + 1, j + 1)) {
      places.push(lines.length);
      lines.push(ours[i].length > others[j].length ? ours[i] : others[j]);
      i++, j++;
    } else if (j < end && (i === ends || common(i, j + 1) >= common(i + 1, j))) {
      lines.push(others[j++]);
    } else {
      places.push(lines.length);
      lines.push(ours[i++]);
    }
  }
  for (const line of ours.slice(ends)) {
    places.push(lines.length);
    lines.push(line);
  }
  return { text: lines.join("\n"), places };
}
