/**
 * What the file's sections were expanded to, for variants and design points that change none of them: a hundred thousand organisations are
 * then made and kept once. Changes copy only what they touch, so that a section that is the same object has not changed.
 */
export class KeptExpansions {
  private readonly kept = new Map<string, { readonly sections: readonly unknown[]; readonly expansion: unknown }>();

  /**
   * The expansion kept under a name if these are its sections, otherwise a new one, which is kept if it is the first that is valid.
   * @param isValid whether what `expand` has returned may be used again
   */
  expansion<Expansion>(name: string, sections: readonly unknown[], expand: () => Expansion, isValid: () => boolean): Expansion {
    const kept = this.kept.get(name);
    if (kept?.sections.every((section, index) => section === sections[index])) return kept.expansion as Expansion;
    const expansion = expand();
    if (kept === undefined && isValid()) this.kept.set(name, { sections, expansion });
    return expansion;
  }
}
