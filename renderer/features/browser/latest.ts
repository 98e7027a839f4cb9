/** Of several questions only the last one's answer counts, whenever the answers come. */
export class Latest {
  #asked = 0

  /** null: something else was asked meanwhile, or the question was dropped. */
  async ask<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
    this.#asked += 1
    const own = this.#asked
    const answered = await answer
    return own === this.#asked ? answered : null
  }

  drop(): void {
    this.#asked += 1
  }
}
