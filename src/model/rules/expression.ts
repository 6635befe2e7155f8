/**
 * Arithmetic expressions in scenario files, such as `0.5 * n * log(n)`: numbers, named variables, + - * / ^, parentheses, and the
 * functions min, max, sqrt, log, exp. Nothing else, so a scenario file can never run code.
 */
export type Expression = (variables: Readonly<Record<string, number>>) => number;

const functions: Readonly<Record<string, (...values: number[]) => number>> = {
  min: Math.min,
  max: Math.max,
  sqrt: Math.sqrt,
  log: Math.log,
  exp: Math.exp,
};
/** Those that take several values; the others take one. */
const ofSeveral = ['min', 'max'];

/** @throws RangeError that says where and what was expected. */
export function parseExpression(text: string, variables: readonly string[]): Expression {
  const tokens = text.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[a-z_]\w*|\S/g) ?? [];
  let at = 0;
  const fail = (expected: string): never => {
    throw new RangeError(`expression "${text}": expected ${expected}, found ${at < tokens.length ? `"${tokens[at]}"` : 'the end'}`);
  };
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at++;
    return true;
  };
  const expect = (token: string): void => {
    if (!take(token)) fail(`"${token}"`);
  };

  function sum(): Expression {
    let left = product();
    for (;;) {
      const before = left;
      if (take('+')) {
        const right = product();
        left = (v) => before(v) + right(v);
      } else if (take('-')) {
        const right = product();
        left = (v) => before(v) - right(v);
      } else return left;
    }
  }

  function product(): Expression {
    let left = signed();
    for (;;) {
      const before = left;
      if (take('*')) {
        const right = signed();
        left = (v) => before(v) * right(v);
      } else if (take('/')) {
        const right = signed();
        left = (v) => before(v) / right(v);
      } else return left;
    }
  }

  function signed(): Expression {
    if (!take('-')) return power();
    const value = signed();
    return (v) => -value(v);
  }

  function power(): Expression {
    const base = atom();
    if (!take('^')) return base;
    const exponent = signed();
    return (v) => raise(base(v), exponent(v));
  }

  function atom(): Expression {
    if (take('(')) {
      const inner = sum();
      expect(')');
      return inner;
    }
    const token = tokens[at] ?? '';
    if (/^\d/.test(token)) {
      at++;
      const value = Number(token);
      return () => value;
    }
    if (variables.includes(token)) {
      at++;
      return (v) => v[token];
    }
    if (!Object.hasOwn(functions, token)) return fail(`a number, ${variables.join(', ')}, ${Object.keys(functions).join(', ')} or "("`);
    at++;
    expect('(');
    const values = [sum()];
    while (ofSeveral.includes(token) && take(',')) values.push(sum());
    expect(')');
    const apply = functions[token];
    return (v) => apply(...values.map((value) => value(v)));
  }

  const parsed = sum();
  if (at < tokens.length) fail('an operator');
  return parsed;
}

/** base^exponent without Math.pow, whose last digits differ between engines: whole powers by multiplication, others by exp and log. */
function raise(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 1024) return Math.exp(exponent * Math.log(base));
  let result = 1;
  let square = base;
  for (let rest = Math.abs(exponent); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return exponent < 0 ? 1 / result : result;
}
