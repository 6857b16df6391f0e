// Small decoders: each takes a value of unknown shape and where it was found,
// and gives it back typed, or throws a WireError that names the place.

export class WireError extends Error {
  override name = "WireError";
  constructor(path: string, want: string) {
    super(`${path}: expected ${want}`);
  }
}

export type Decoder<T> = (value: unknown, path: string) => T;

export const text: Decoder<string> = (value, path) => {
  if (typeof value !== "string") throw new WireError(path, "text");
  return value;
};

export const flag: Decoder<boolean> = (value, path) => {
  if (typeof value !== "boolean") throw new WireError(path, "true or false");
  return value;
};

/** Whole numbers from 0 up to 2^53 - 1: versions, counts. */
export const whole: Decoder<number> = (value, path) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new WireError(path, "a whole number");
  return value as number;
};

/** A moment in RFC 3339. */
export const moment: Decoder<string> = (value, path) => {
  const said = text(value, path);
  if (Number.isNaN(Date.parse(said))) throw new WireError(path, "a moment in RFC 3339");
  return said;
};

/** Text of one form, such as a date. */
export function form(pattern: RegExp, want: string): Decoder<string> {
  return (value, path) => {
    const said = text(value, path);
    if (!pattern.test(said)) throw new WireError(path, want);
    return said;
  };
}

export function list<T>(item: Decoder<T>): Decoder<T[]> {
  return (value, path) => {
    if (!Array.isArray(value)) throw new WireError(path, "a list");
    return value.map((each, i) => item(each, `${path}[${i}]`));
  };
}

export type Fields = Record<string, unknown>;

export const object: Decoder<Fields> = (value, path) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new WireError(path, "an object");
  return value as Fields;
};

/** The field, when it is there: spread the answer into the object. */
export function maybe<K extends string, T>(o: Fields, path: string, key: K, decode: Decoder<T>): { [P in K]?: T } {
  const value = o[key];
  return (value === undefined ? {} : { [key]: decode(value, `${path}.${key}`) }) as { [P in K]?: T };
}

export function json(raw: string, path: string): unknown {
  try {
    return JSON.parse(raw);
  } catch {
    throw new WireError(path, "JSON");
  }
}
