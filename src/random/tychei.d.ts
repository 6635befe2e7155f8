/** @types/seedrandom describes the whole package; this is its single Tyche-i generator. */
declare module 'seedrandom/lib/tychei.js' {
  interface Tychei {
    /** The next 32 bits, as a signed integer. */
    int32(): number;
  }
  export default function tychei(seed: string): Tychei;
}
