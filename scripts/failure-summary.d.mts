export declare function failureSummary(output: string, room: number): string[];
