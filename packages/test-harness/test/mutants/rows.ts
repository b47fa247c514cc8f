import type { ListRequest } from '@cuelight/core';

/** Rows by their id, in memory. */
export class Rows<Row extends { readonly id: string }> {
  readonly #rows = new Map<string, Row>();

  insert(row: Row): void {
    if (this.#rows.has(row.id)) throw new Error('this id is known');
    this.#rows.set(row.id, row);
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  set(row: Row): void {
    this.#rows.set(row.id, row);
  }

  /** The rows that fit, in the order they came in. */
  where(fits: (row: Row) => boolean): Row[] {
    return [...this.#rows.values()].filter(fits);
  }

  page({ afterId = '', limit }: ListRequest, fits: (row: Row) => boolean): readonly Row[] {
    const rows = this.where((row) => fits(row) && row.id > afterId);
    return rows.sort((a, b) => (a.id < b.id ? -1 : 1)).slice(0, limit);
  }

  /** Removes the rows that fit and tells how many there were. */
  remove(fits: (row: Row) => boolean): number {
    const rows = this.where(fits);
    for (const { id } of rows) this.#rows.delete(id);
    return rows.length;
  }
}
