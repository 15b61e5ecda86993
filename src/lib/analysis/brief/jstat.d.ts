/** The part of jStat that the brief uses; the package ships no types. */
declare module 'jstat' {
	const library: {
		readonly jStat: {
			readonly normal: { inv(p: number, mean: number, deviation: number): number };
		};
	};
	export default library;
}
