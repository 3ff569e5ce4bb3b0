/** The contract of a report format. */
import type { Report } from '../model/report.ts';

export interface RenderOptions {
  /** Text only: mark severities and the verdict with terminal colours. */
  readonly colour: boolean;
  /** Text only: one line per finding, nothing about accepted ones, and the verdict. */
  readonly quiet: boolean;
  /** SARIF only: absolute URL of the `docs/` folder, so that a rule can link to its description. */
  readonly documentation?: string;
}

export interface Format {
  readonly name: string;
  /** Text that ends in one line feed. The same report gives the same bytes. */
  render(report: Report, options: RenderOptions): string;
}
