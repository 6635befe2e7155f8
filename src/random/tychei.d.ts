/** @types/seedrandom describes the whole package; this is its single Tyche-i generator. */
declare module 'seedrandom/lib/tychei.js' {
  export interface Tychei {
    /** The next 32 bits, as a signed integer. */
    int32(): number;
    /** A copy of the four words of state. */
    state(): { readonly a: number; readonly b: number; readonly c: number; readonly d: number };
  }
  export default function tychei(seed: string, options: { readonly state: true }): Tychei;
}
