/** @types/seedrandom describes the whole package; this is its single Tyche-i generator. */
declare module 'seedrandom/lib/tychei.js' {
  export default function tychei(
    seed: string,
    options: { readonly state: true },
  ): { int32(): number; state(): { readonly a: number; readonly b: number; readonly c: number; readonly d: number } };
}
