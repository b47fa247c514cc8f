import type { ListRequest } from '@cuelight/core';

/** Rows by their id. Rows are values: none is ever changed in place, so they are handed out as they are. */
export class Table<Row extends { readonly id: string }> {
  readonly #rows = new Map<string, Row>();

  /** Adds a row; an id that is taken is a bug. */
  insert(row: Row): void {
    if (this.#rows.has(row.id)) throw new Error(`A bug: there is a row with the id ${row.id} already.`);
    this.#rows.set(row.id, row);
  }

  find(id: string): Row | undefined {
    return this.#rows.get(id);
  }

  /** Puts a row in the place of the one with its id. */
  replace(row: Row): void {
    this.#rows.set(row.id, row);
  }

  /** All rows that fit, in no order. */
  where(fits: (row: Row) => boolean): readonly Row[] {
    return [...this.#rows.values()].filter(fits);
  }

  /** One page of the rows that fit, in the order of their id. */
  page({ afterId, limit }: ListRequest, fits: (row: Row) => boolean): readonly Row[] {
    return [...this.#rows.values()]
      .filter((row) => fits(row) && (afterId === undefined || row.id > afterId))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  /** Removes the rows that fit and answers how many there were. */
  deleteWhere(fits: (row: Row) => boolean): number {
    const rows = this.where(fits);
    for (const { id } of rows) this.#rows.delete(id);
    return rows.length;
  }
}
