//! A hand-written HTTP server on a loopback port, scripted byte by byte: statuses, headers, timings, halves of events,
//! stalls, disconnects and lies. One thread a connection, one request a connection.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Captured {
    pub method: String,
    pub path: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Captured {
    /// A header, by its name in lowercase.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, v)| v.as_str())
    }

    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or(Value::Null)
    }

    /// The text of the last message of a chat request.
    pub fn last_message(&self) -> String {
        self.json()["messages"]
            .as_array()
            .and_then(|m| m.last())
            .and_then(|m| m["content"].as_str())
            .unwrap_or_default()
            .to_owned()
    }

    /// Whether a stream was asked for.
    pub fn wants_stream(&self) -> bool {
        self.json()["stream"] == json!(true)
    }
}

/// One thing that the server does with a connection.
#[derive(Debug, Clone)]
pub enum Act {
    /// Sends bytes.
    Send(Vec<u8>),
    /// Waits.
    Pause(Duration),
    /// Says nothing more until the client leaves or the server ends.
    Stall,
}

/// What is done with one request; at the end the connection is closed.
#[derive(Debug, Clone, Default)]
pub struct Reply {
    pub acts: Vec<Act>,
}

impl Reply {
    /// Bytes as they are, status line and all.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            acts: vec![Act::Send(bytes.into())],
        }
    }

    /// A whole answer with its length.
    pub fn whole(status: u16, headers: &[(&str, &str)], body: &str) -> Self {
        let mut head = format!("HTTP/1.1 {status} x\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        Self::raw(format!("{head}connection: close\r\n\r\n{body}"))
    }

    /// A JSON answer.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::whole(
            status,
            &[("content-type", "application/json")],
            &body.to_string(),
        )
    }

    /// An OpenAI error.
    pub fn error(status: u16, message: &str) -> Self {
        Self::json(status, &json!({ "error": { "message": message } }))
    }

    /// A chat completion in one piece.
    pub fn completion(text: &str) -> Self {
        Self::json(
            200,
            &json!({
                "model": "loopback-1",
                "choices": [{ "index": 0, "message": { "role": "assistant", "content": text }, "finish_reason": "stop" }],
                "usage": { "prompt_tokens": 11, "completion_tokens": 7, "prompt_tokens_details": { "cached_tokens": 5 } }
            }),
        )
    }

    /// The head of a stream in chunked transfer; pieces and the end follow with [`Reply::chunk`] and [`Reply::end`].
    pub fn open_stream() -> Self {
        Self::raw(
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n",
        )
    }

    /// One chunk of the transfer.
    pub fn chunk(mut self, bytes: &[u8]) -> Self {
        let mut framed = format!("{:x}\r\n", bytes.len()).into_bytes();
        framed.extend_from_slice(bytes);
        framed.extend_from_slice(b"\r\n");
        self.acts.push(Act::Send(framed));
        self
    }

    /// The end of a chunked transfer. Without it the stream broke off.
    pub fn end(mut self) -> Self {
        self.acts.push(Act::Send(b"0\r\n\r\n".to_vec()));
        self
    }

    pub fn pause(mut self, duration: Duration) -> Self {
        self.acts.push(Act::Pause(duration));
        self
    }

    pub fn stall(mut self) -> Self {
        self.acts.push(Act::Stall);
        self
    }

    /// A stream of pieces, with finish, usage and `[DONE]`.
    pub fn stream(pieces: &[&str]) -> Self {
        let mut reply = Self::open_stream();
        for piece in pieces {
            reply = reply.chunk(delta(piece).as_bytes());
        }
        reply
            .chunk(finish("stop").as_bytes())
            .chunk(usage(11, 7, 5).as_bytes())
            .chunk(b"data: [DONE]\n\n")
            .end()
    }

    /// The same text, as a stream or whole, as the request asks.
    pub fn answer(request: &Captured, text: &str) -> Self {
        if request.wants_stream() {
            Self::stream(&[text])
        } else {
            Self::completion(text)
        }
    }
}

/// An event with a piece of text.
pub fn delta(text: &str) -> String {
    event(
        &json!({ "model": "loopback-1", "choices": [{ "index": 0, "delta": { "content": text }, "finish_reason": null }] }),
    )
}

/// An event that ends the text.
pub fn finish(reason: &str) -> String {
    event(
        &json!({ "model": "loopback-1", "choices": [{ "index": 0, "delta": {}, "finish_reason": reason }] }),
    )
}

/// An event with token counts and no choices, as `include_usage` brings it.
pub fn usage(prompt: u64, completion: u64, cached: u64) -> String {
    event(&json!({
        "choices": [],
        "usage": { "prompt_tokens": prompt, "completion_tokens": completion, "prompt_tokens_details": { "cached_tokens": cached } }
    }))
}

/// Any event.
pub fn event(value: &Value) -> String {
    format!("data: {value}\n\n")
}

type Handler = dyn Fn(&Captured, usize) -> Reply + Send + Sync;

/// The server. Ends when dropped.
pub struct Server {
    address: SocketAddr,
    requests: Arc<Mutex<Vec<Captured>>>,
    ending: Arc<AtomicBool>,
}

impl Server {
    /// Answers each request as told; the number counts requests from 0.
    pub fn start(handler: impl Fn(&Captured, usize) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a loopback port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let ending = Arc::new(AtomicBool::new(false));
        let handler: Arc<Handler> = Arc::new(handler);
        let (seen, end) = (Arc::clone(&requests), Arc::clone(&ending));
        thread::spawn(move || {
            for stream in listener.incoming() {
                if end.load(Ordering::SeqCst) {
                    break;
                }
                let Ok(stream) = stream else { continue };
                let (seen, end, handler) =
                    (Arc::clone(&seen), Arc::clone(&end), Arc::clone(&handler));
                thread::spawn(move || serve(stream, &seen, &end, &*handler));
            }
        });
        Self {
            address,
            requests,
            ending,
        }
    }

    /// Answers the first request with the first reply and so on; further ones with status 500.
    pub fn scripted(replies: Vec<Reply>) -> Self {
        Self::start(move |_, n| {
            replies
                .get(n)
                .cloned()
                .unwrap_or_else(|| Reply::error(500, "the script has ended"))
        })
    }

    /// `http://127.0.0.1:PORT/v1`
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// `127.0.0.1:PORT`
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// What was asked so far, in order of arrival.
    pub fn requests(&self) -> Vec<Captured> {
        self.requests
            .lock()
            .expect("no test panics while it holds this")
            .clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ending.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

/// An address where nothing listens.
pub fn dead_address() -> String {
    // The system gives no port this low to a server of another test, as it may do with one that was given back.
    "127.0.0.1:1".to_owned()
}

fn serve(stream: TcpStream, seen: &Mutex<Vec<Captured>>, ending: &AtomicBool, handler: &Handler) {
    let Some(request) = read_request(&stream) else {
        return;
    };
    let number = {
        let mut seen = seen.lock().expect("no test panics while it holds this");
        seen.push(request.clone());
        seen.len() - 1
    };
    let mut out = &stream;
    let _ = stream.set_nodelay(true);
    for act in handler(&request, number).acts {
        match act {
            Act::Send(bytes) => {
                if out.write_all(&bytes).and_then(|()| out.flush()).is_err() {
                    return;
                }
            }
            Act::Pause(duration) => thread::sleep(duration),
            Act::Stall => {
                let _ = stream.set_read_timeout(Some(Duration::from_millis(20)));
                let mut byte = [0];
                loop {
                    match (&stream).read(&mut byte) {
                        Ok(0) => return,
                        Ok(_) => {}
                        Err(e)
                            if matches!(
                                e.kind(),
                                std::io::ErrorKind::WouldBlock | std::io::ErrorKind::TimedOut
                            ) => {}
                        Err(_) => return,
                    }
                    if ending.load(Ordering::SeqCst) {
                        return;
                    }
                }
            }
        }
    }
    let _ = stream.shutdown(Shutdown::Write);
}

fn read_request(stream: &TcpStream) -> Option<Captured> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let (method, path) = (words.next()?.to_owned(), words.next()?.to_owned());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let line = line.trim_end();
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':')?;
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let length = headers
        .iter()
        .find(|(n, _)| n == "content-length")
        .and_then(|(_, v)| v.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some(Captured {
        method,
        path,
        headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}
