// Starts GraphiQL on the demo's own page; it sends what it asks as the person signed in here.
const fetcher = GraphiQL.createFetcher({ url: "/graphql" });
const root = ReactDOM.createRoot(document.getElementById("graphiql"));
root.render(React.createElement(GraphiQL, { fetcher, defaultQuery: "{ viewer { person { displayName } permissions } }\n" }));
