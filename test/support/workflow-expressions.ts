import type { Expr } from '@actions/expressions/ast';
import type { ExpressionData } from '@actions/expressions/data/expressiondata';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import type { WorkflowTools } from './workflow-tools.ts';

/** What expressions see, by context name; plain values as in JSON. */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the steps or the needed jobs so far have gone. */
export type Status = 'success' | 'failure' | 'cancelled';

export type Plain = string | number | boolean | null | { readonly [key: string]: Plain } | readonly Plain[];

const CONTEXTS = [
  'github',
  'inputs',
  'secrets',
  'env',
  'runner',
  'job',
  'steps',
  'needs',
  'jobs',
  'matrix',
  'strategy',
  'vars',
];

/** Evaluates expressions of workflow files with GitHub's own evaluator. */
export class WorkflowExpressions {
  readonly #tools: WorkflowTools;
  readonly #trees = new Map<string, Expr>();
  /** Values of contexts as expressions have them, by the object that they were made from; nobody changes one of those. */
  readonly #data = new WeakMap<object, ExpressionData>();

  constructor(tools: WorkflowTools) {
    this.#tools = tools;
  }

  /** A token of a parsed file with every expression in it replaced by its value. */
  value(token: TemplateToken | undefined, contexts: Contexts, status: Status = 'success'): Plain {
    const { isBasicExpression, isLiteral, isMapping, isSequence } = this.#tools.parser;
    if (token === undefined) return null;
    if (isMapping(token)) {
      const entries = [...token].map(({ key, value }) => [
        key.toString(),
        this.value(value, contexts, status),
      ]);
      return Object.fromEntries(entries);
    }
    if (isSequence(token)) return [...token].map((item) => this.value(item, contexts, status));
    if (isBasicExpression(token)) return this.evaluate(token.expression, contexts, status);
    if (isLiteral(token)) return token.toString();
    throw new Error(`a token of an unknown kind: ${token.typeName()}`);
  }

  evaluate(expression: string, contexts: Contexts, status: Status): Plain {
    const { Evaluator, data } = this.#tools.expressions;
    const functions = this.#functions(status);
    const tree = this.#tree(expression, functions);
    // What the expression does not name is not copied for it: secrets and results of a thousand jobs are large.
    const named = CONTEXTS.filter((name) => expression.includes(name));
    const context = new data.Dictionary(
      ...named.map((name) => ({ key: name, value: this.#dataOf(contexts[name] ?? {}) })),
    );
    const result = new Evaluator(tree, context, functions).evaluate();
    return JSON.parse(JSON.stringify(result, data.replacer));
  }

  /** Made once of each object: a matrix evaluates over the same secrets for each of its jobs. */
  #dataOf(value: unknown): ExpressionData {
    const known = typeof value === 'object' && value !== null ? this.#data.get(value) : undefined;
    if (known !== undefined) return known;
    const { reviver } = this.#tools.expressions.data;
    const made: ExpressionData = JSON.parse(JSON.stringify(value), reviver);
    if (typeof value === 'object' && value !== null) this.#data.set(value, made);
    return made;
  }

  /** Parsed once: a matrix evaluates the same expressions for each of its jobs. */
  #tree(expression: string, functions: ReadonlyMap<string, FunctionDefinition>): Expr {
    const known = this.#trees.get(expression);
    if (known !== undefined) return known;
    const { Lexer, Parser } = this.#tools.expressions;
    const { tokens } = new Lexer(expression).lex();
    const tree = new Parser(tokens, CONTEXTS, [...functions.values()]).parse();
    this.#trees.set(expression, tree);
    return tree;
  }

  isTrue(expression: string, contexts: Contexts, status: Status): boolean {
    const value = this.evaluate(expression, contexts, status);
    return value !== null && value !== false && value !== 0 && value !== '';
  }

  #functions(status: Status): Map<string, FunctionDefinition> {
    const { data } = this.#tools.expressions;
    const define = (name: string, value: ExpressionData, arity = 0): [string, FunctionDefinition] => [
      name,
      { name, minArgs: arity, maxArgs: 255, call: () => value },
    ];
    return new Map([
      define('success', new data.BooleanData(status === 'success')),
      define('failure', new data.BooleanData(status === 'failure')),
      define('cancelled', new data.BooleanData(status === 'cancelled')),
      define('always', new data.BooleanData(true)),
      define('hashfiles', new data.StringData('0123abcd'), 1),
    ]);
  }
}
