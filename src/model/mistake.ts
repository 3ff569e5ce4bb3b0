/** Something wrong in what a person gave to a command: shown beside the flag, the field or the argument that gave it. */
export interface Mistake {
  /** Where it was given, such as `--cluster`, `domains+=x` or the label of a form's field. */
  readonly about: string;
  /** One sentence with the value found and the value wanted. */
  readonly message: string;
  readonly fix: string;
}
