type TypedArray = Float64Array | Int32Array | Uint8Array;

/** A copy of a typed array with twice the room, the new half zero. */
export function doubled<T extends TypedArray>(array: T): T {
  const Type = array.constructor as new (length: number) => T;
  const grown = new Type(array.length * 2);
  grown.set(array);
  return grown;
}
