/** How a survey tool writes conditions. */
export interface ExpressionLanguage {
	/** A variable, its name in the group `name`. */
	readonly variable: RegExp;
	readonly functions: readonly string[];
	readonly comparisons: readonly string[];
}

/** What an expression speaks of, and what is wrong with how it is written. */
export interface ReadExpression {
	readonly variables: readonly string[];
	/** Variables held against text in quotes. */
	readonly comparisons: readonly { readonly variable: string; readonly value: string }[];
	readonly faults: readonly string[];
}

interface Token {
	readonly kind: 'text' | 'number' | 'variable' | 'function' | 'compare' | 'join' | '(' | ')' | ',';
	readonly text: string;
}

const LITERALS: readonly (readonly [Token['kind'], RegExp])[] = [
	['text', /"[^"]*"|'[^']*'/y],
	['number', /-?\d+(\.\d+)?(e[+-]?\d+)?/y],
	['join', /(and|or)\b/y],
	['(', /\(/y],
	[')', /\)/y],
	[',', /,/y]
];

function tokens(source: string, language: ExpressionLanguage): readonly Token[] {
	const words = (list: readonly string[]) =>
		list.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
	const rules: typeof LITERALS = [
		...LITERALS,
		['function', new RegExp(`(${words(language.functions)})(?=\\()`, 'y')],
		['compare', new RegExp(words(language.comparisons), 'y')],
		['variable', new RegExp(language.variable.source, 'y')]
	];
	const found: Token[] = [];
	let at = 0;
	while (at < source.length) {
		if (/\s/.test(source[at]!)) {
			at++;
			continue;
		}
		const hit = rules.flatMap(([kind, rule]) => {
			rule.lastIndex = at;
			const match = rule.exec(source);
			return match === null ? [] : [{ kind, match }];
		})[0];
		if (hit === undefined) throw new Error(`“${source.slice(at, at + 20)}” cannot be read`);
		found.push({ kind: hit.kind, text: hit.match.groups?.name ?? hit.match[0] });
		at += hit.match[0].length;
	}
	return found;
}

/** Reads an expression by its grammar: comparisons joined by `and` and `or`, in parentheses, with functions. */
export function readExpression(source: string, language: ExpressionLanguage): ReadExpression {
	const variables: string[] = [];
	const comparisons: { variable: string; value: string }[] = [];
	try {
		const all = tokens(source, language);
		let at = 0;
		const is = (kind: Token['kind']) => all[at]?.kind === kind;
		const take = (kind: Token['kind']): Token => {
			if (!is(kind)) throw new Error(`${kind} expected before “${all[at]?.text ?? 'the end'}”`);
			return all[at++]!;
		};
		const operand = (): Token => {
			if (is('(')) {
				const opened = take('(');
				expression();
				take(')');
				return opened;
			}
			if (is('function')) {
				const called = take('function');
				take('(');
				expression();
				while (is(',')) {
					take(',');
					expression();
				}
				take(')');
				return called;
			}
			if (is('variable')) variables.push(all[at]!.text);
			return is('variable') ? take('variable') : is('text') ? take('text') : take('number');
		};
		const comparison = () => {
			const left = operand();
			if (!is('compare')) return;
			take('compare');
			const right = operand();
			if (left.kind === 'variable' && right.kind === 'text')
				comparisons.push({ variable: left.text, value: right.text.slice(1, -1) });
		};
		const expression = (): void => {
			comparison();
			while (is('join')) {
				take('join');
				comparison();
			}
		};
		expression();
		if (at < all.length) throw new Error(`“${all[at]!.text}” stands where nothing may`);
		return { variables, comparisons, faults: [] };
	} catch (error) {
		return { variables, comparisons, faults: [(error as Error).message] };
	}
}
