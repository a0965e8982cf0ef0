// Runs the audits of npm's graphql-http against the address given, and prints {id: [name, "ok" | reason]}.
import { serverAudits } from "graphql-http";

const results = {};
for (const audit of serverAudits({ url: process.argv[2], fetchFn: fetch })) {
  const result = await audit.fn();
  results[audit.id] = [audit.name, result.status === "ok" ? "ok" : result.reason];
}
console.log(JSON.stringify(results));
