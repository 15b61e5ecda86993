// Apart from the other words of the analysis, which the first page can do without.
export { assignRoles } from '$lib/analysis/open/guess-role';
