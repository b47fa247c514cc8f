/**
 * A path with OData query options, percent-encoded. Not `encodeURIComponent`, which throws on half a surrogate pair;
 * and `%20`, since `+` is a plus sign to OData.
 *
 * @param options such as `{ $filter: "Name eq 'a'", $top: 1 }`
 */
export function odata(path: string, options: Readonly<Record<string, string | number | boolean>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) query.append(name, String(value));
  return `${path}?${query.toString().replaceAll('+', '%20').replaceAll('%24', '$')}`;
}

/** A text as an OData literal. Source: OData 4.01 URL conventions, section 5.1.1.11. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
