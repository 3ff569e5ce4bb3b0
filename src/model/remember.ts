/** Gives a function of one immutable value a memory, which lasts as long as the value does. */

/** For what many policies ask of the same stack. The result must depend on the value alone. */
export function remember<Value extends object, Result>(compute: (value: Value) => Result): (value: Value) => Result {
  const results = new WeakMap<Value, { readonly result: Result }>();
  return (value) => {
    const known = results.get(value);
    if (known) return known.result;
    const result = compute(value);
    results.set(value, { result });
    return result;
  };
}
