import type { Model } from '../model/model.js';

/** Models that are kept at most, and organisations in all of them together: some hundred megabytes either way. */
const MOST_MODELS = 256;
const MOST_ORGANISATIONS = 200_000;
/** Share of the models below which keeping them is not worth its memory. */
const LEAST_SHARE = 0.1;

/**
 * Compiled models by design point. Small designs compile each once. Runs go round all points again and again, so that of a large design the
 * first ones are kept: those that were used last would be gone before their turn comes again.
 */
export class ModelCache {
  private readonly models = new Map<number, Model>();
  private readonly most: number;
  private organisations = 0;

  /** @param points design points whose models are asked for */
  constructor(points: number) {
    this.most = MOST_MODELS >= LEAST_SHARE * points ? MOST_MODELS : 0;
  }

  /** The model of a design point, made where it is not there. */
  take(point: number, make: () => Model): Model {
    const known = this.models.get(point);
    if (known !== undefined) return known;
    const model = make();
    if (this.hasRoomFor(model)) {
      this.models.set(point, model);
      this.organisations += model.organisations.count;
    }
    return model;
  }

  get size(): number {
    return this.models.size;
  }

  /** However large, the first model is kept: it may be the only one. */
  private hasRoomFor({ organisations }: Model): boolean {
    if (this.models.size === 0) return this.most > 0;
    return this.models.size < this.most && this.organisations + organisations.count <= MOST_ORGANISATIONS;
  }
}
