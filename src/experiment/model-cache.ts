import type { Model } from '../model/model.js';

/** Models that are kept at most, and organisations in all of them together: some hundred megabytes either way. */
const MOST_MODELS = 256;
const MOST_ORGANISATIONS = 200_000;

/** Compiled models by design point. Small designs compile each once; of a large one, those that were used last are kept. */
export class ModelCache {
  private readonly models = new Map<number, Model>();
  private organisations = 0;

  /** The model of a design point, made where it is not there. */
  take(point: number, make: () => Model): Model {
    const known = this.models.get(point);
    if (known !== undefined) return known;
    const model = make();
    this.organisations += model.organisations.count;
    this.models.set(point, model);
    for (const [oldest, { organisations }] of this.models) {
      if (this.models.size === 1 || (this.models.size <= MOST_MODELS && this.organisations <= MOST_ORGANISATIONS)) break;
      this.models.delete(oldest);
      this.organisations -= organisations.count;
    }
    return model;
  }

  get size(): number {
    return this.models.size;
  }
}
