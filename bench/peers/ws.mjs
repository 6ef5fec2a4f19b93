// One ready-made message to every socket, RATE times a second: what node's `ws` costs.
import { WebSocketServer } from "ws";

const server = new WebSocketServer({
  host: "127.0.0.1",
  port: Number(process.argv[2]),
  perMessageDeflate: false,
  backlog: 4096,
});
const topic = {
  id: 17,
  title: "Wie sehen neue Formen des Regionalen Gestaltens aus?",
  votes: 42,
  host: 17,
  table: 7,
  slot: 2,
};

setInterval(() => {
  const at = `@@${process.hrtime.bigint()}@@`;
  const message = JSON.stringify({ t: "patch", seq: 123456, topics: [topic], at });
  for (const client of server.clients) client.send(message);
}, 1000 / Number(process.env.RATE));
