//! The OpenAI adapter against a server that misbehaves in every way that was thought of.
#![allow(clippy::unwrap_used)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::support::server::{Reply, Server, dead_address, delta, event, finish, usage};
use galley::model::error::Address;
use galley::model::openai::{Config, Dialect, OpenAi, Sleep};
use galley::model::{
    Completion, Finish, Message, Model, ModelError, Progress, Request, Role, Secret, Usage,
};
use serde_json::json;

/// Notes how long was to be waited, and does not wait.
#[derive(Default)]
struct NoSleep(Mutex<Vec<u64>>);

impl Sleep for NoSleep {
    fn sleep(&self, duration: Duration) {
        self.0.lock().unwrap().push(duration.as_secs());
    }
}

struct Outcome {
    result: Result<Completion, ModelError>,
    waits: Vec<u64>,
    notes: Vec<String>,
    text: String,
}

impl Outcome {
    fn error(self) -> ModelError {
        self.result.expect_err("an error is expected")
    }
}

/// Limits that no answer comes near, however busy the machine is.
fn config(base: &str) -> Config {
    Config {
        idle: Duration::from_secs(20),
        connect: Duration::from_secs(20),
        ..Config::new("openai:test", base, "test")
    }
}

/// The same, for a server that falls silent.
fn impatient(base: &str) -> Config {
    Config {
        idle: Duration::from_millis(200),
        ..config(base)
    }
}

fn request() -> Request {
    Request {
        step: "title".to_owned(),
        messages: vec![
            Message {
                role: Role::System,
                text: "Cadre".to_owned(),
            },
            Message {
                role: Role::User,
                text: "Écrivez un titre.".to_owned(),
            },
        ],
        max_tokens: 40,
        temperature: 0.2,
        seed: 7,
        repetition_penalty: 1.1,
        ..Request::default()
    }
}

fn ask(model: &OpenAi, request: &Request, sleep: &NoSleep) -> Outcome {
    let mut notes = Vec::new();
    let mut text = String::new();
    let result = model.complete(request, &mut |p| match p {
        Progress::Note(n) => notes.push(n),
        Progress::Text(t) => text.push_str(&t),
    });
    Outcome {
        result,
        waits: std::mem::take(&mut sleep.0.lock().unwrap()),
        notes,
        text,
    }
}

fn outcome_of(config: Config) -> Outcome {
    let sleep = Arc::new(NoSleep::default());
    let model = OpenAi::with_sleep(config, sleep.clone()).unwrap();
    ask(&model, &request(), &sleep)
}

fn outcome(server: &Server) -> Outcome {
    outcome_of(config(&server.base_url()))
}

#[test]
fn a_stream_is_gathered() {
    let server = Server::scripted(vec![Reply::stream(&["Bon", "jour ", "à tous"])]);
    let got = outcome(&server);
    let answer = got.result.unwrap();
    assert_eq!(answer.text, "Bonjour à tous");
    assert_eq!(got.text, answer.text);
    assert_eq!(answer.finish, Finish::Stop);
    assert_eq!(answer.model, "loopback-1");
    assert_eq!(
        answer.usage,
        Some(Usage {
            prompt: 11,
            completion: 7,
            cached: 5
        })
    );
    let asked = &server.requests()[0];
    assert_eq!(
        (asked.method.as_str(), asked.path.as_str()),
        ("POST", "/v1/chat/completions")
    );
    assert_eq!(asked.header("authorization"), None);
    assert_eq!(
        asked.json(),
        json!({
            "model": "test",
            "messages": [
                { "role": "system", "content": "Cadre" },
                { "role": "user", "content": "Écrivez un titre." }
            ],
            "max_tokens": 40,
            "temperature": 0.2,
            "seed": 7,
            "stream": true,
            "stream_options": { "include_usage": true }
        })
    );
}

#[test]
fn llama_servers_get_their_own_fields() {
    let server = Server::scripted(vec![Reply::stream(&["ok"])]);
    let got = outcome_of(Config {
        dialect: Dialect::LlamaCpp,
        key: Secret::new("k-1"),
        ..config(&server.base_url())
    });
    got.result.unwrap();
    let asked = &server.requests()[0];
    assert_eq!(asked.header("authorization"), Some("Bearer k-1"));
    assert_eq!(asked.json()["repeat_penalty"], json!(1.1));
    assert_eq!(asked.json()["cache_prompt"], json!(true));
}

#[test]
fn a_server_that_does_not_stream_is_read_whole() {
    let server = Server::scripted(vec![Reply::completion("tout d’un coup")]);
    let got = outcome(&server);
    assert_eq!(got.text, "tout d’un coup");
    let answer = got.result.unwrap();
    assert_eq!(answer.text, "tout d’un coup");
    assert_eq!(answer.usage.unwrap().cached, 5);
}

#[test]
fn parts_of_content_are_joined() {
    let parts = json!({ "choices": [{ "message": { "content": [{ "type": "text", "text": "a" }, { "type": "text", "text": "b" }] }, "finish_reason": "length" }] });
    let server = Server::scripted(vec![Reply::json(200, &parts)]);
    let answer = outcome(&server).result.unwrap();
    assert_eq!(
        (answer.text.as_str(), answer.finish, answer.model.as_str()),
        ("ab", Finish::Length, "test")
    );
    assert_eq!(answer.usage, None);
}

#[test]
fn a_stream_under_a_wrong_type_is_still_a_stream() {
    let body = format!(
        ": hello\n\n{}{}data: [DONE]\n\n",
        delta("oui"),
        finish("stop")
    );
    let server = Server::scripted(vec![Reply::whole(
        200,
        &[("content-type", "text/plain")],
        &body,
    )]);
    assert_eq!(outcome(&server).result.unwrap().text, "oui");
}

#[test]
fn refused_stream_options_are_left_out_and_stay_out() {
    let server = Server::start(|request, _| {
        if request.json().get("stream_options").is_some() {
            Reply::error(
                400,
                "Unrecognized request argument supplied: stream_options",
            )
        } else {
            Reply::answer(request, "oui")
        }
    });
    let sleep = Arc::new(NoSleep::default());
    let model = OpenAi::with_sleep(config(&server.base_url()), sleep.clone()).unwrap();
    for _ in 0..2 {
        assert_eq!(ask(&model, &request(), &sleep).result.unwrap().text, "oui");
    }
    assert_eq!(server.requests().len(), 3);
    assert!(server.requests()[2].wants_stream());
}

#[test]
fn a_refused_stream_is_asked_whole() {
    let server = Server::start(|request, _| {
        if request.wants_stream() {
            Reply::error(400, "streaming is not supported")
        } else {
            Reply::answer(request, "oui")
        }
    });
    let got = outcome(&server);
    assert_eq!(got.result.unwrap().text, "oui");
    assert!(got.notes[0].contains("`stream"), "{:?}", got.notes);
    assert!(got.waits.is_empty());
}

#[test]
fn refused_parameters_take_another_form() {
    let server = Server::start(|request, _| {
        let body = request.json();
        if body.get("max_tokens").is_some() {
            Reply::error(
                400,
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
            )
        } else if body.get("temperature").is_some() {
            Reply::error(
                400,
                "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) value is supported.",
            )
        } else {
            Reply::answer(request, "oui")
        }
    });
    assert_eq!(outcome(&server).result.unwrap().text, "oui");
    let last = server.requests()[2].json();
    assert_eq!(last["max_completion_tokens"], json!(40));
    assert_eq!(last.get("temperature"), None);
    assert_eq!(server.requests().len(), 3);
}

#[test]
fn a_refusal_of_everything_ends() {
    let server = Server::start(|_, _| Reply::error(400, "temperature, seed, stream: none of it"));
    let ModelError::Server {
        status, message, ..
    } = outcome(&server).error()
    else {
        panic!()
    };
    assert_eq!(status, 400);
    assert!(message.contains("none of it"));
    assert!(server.requests().len() < 6);
}

#[test]
fn characters_and_events_cut_between_chunks_come_out_whole() {
    let bytes = format!(
        ": keep-alive\r\n\r\nevent: message\r\n{}{}{}data: [DONE]\n\n",
        delta("é🙂").replace('\n', "\r\n"),
        finish("length"),
        usage(1, 2, 0)
    );
    let mut reply = Reply::open_stream();
    for byte in bytes.as_bytes() {
        reply = reply.chunk(&[*byte]);
    }
    let server = Server::scripted(vec![reply.end()]);
    let answer = outcome(&server).result.unwrap();
    assert_eq!(
        (answer.text.as_str(), answer.finish),
        ("é🙂", Finish::Length)
    );
    assert_eq!(answer.usage.unwrap().completion, 2);
}

#[test]
fn slow_pieces_are_not_a_stall() {
    let mut reply = Reply::open_stream();
    for piece in ["a", "b", "c", "d"] {
        reply = reply
            .chunk(delta(piece).as_bytes())
            .pause(Duration::from_millis(700));
    }
    let server = Server::scripted(vec![reply.chunk(finish("stop").as_bytes()).end()]);
    // 2.8 s in all with a limit of 2 s on silence.
    let config = Config {
        idle: Duration::from_secs(2),
        ..config(&server.base_url())
    };
    assert_eq!(outcome_of(config).result.unwrap().text, "abcd");
}

#[test]
fn silence_is_a_stall_and_is_not_repeated() {
    for reply in [
        Reply::default().stall(),
        Reply::open_stream().stall(),
        Reply::open_stream()
            .chunk(delta("début").as_bytes())
            .stall(),
    ] {
        let server = Server::scripted(vec![reply]);
        let error = outcome_of(impatient(&server.base_url())).error();
        assert!(matches!(error, ModelError::Stalled { .. }), "{error}");
        assert!(error.retryable());
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn keep_alives_without_text_are_a_stall_in_the_end() {
    let mut reply = Reply::open_stream();
    for _ in 0..300 {
        reply = reply.chunk(b": ping\n\n").pause(Duration::from_millis(10));
    }
    let server = Server::scripted(vec![reply.stall()]);
    let error = outcome_of(impatient(&server.base_url())).error();
    assert!(
        matches!(error, ModelError::Stalled { seconds: 2, .. }),
        "{error}"
    );
}

#[test]
fn a_stream_broken_after_text_is_started_again() {
    let broken = Reply::open_stream().chunk(delta("une moitié de rép").as_bytes());
    let server = Server::scripted(vec![broken, Reply::stream(&["une réponse entière"])]);
    let got = outcome(&server);
    assert_eq!(got.result.unwrap().text, "une réponse entière");
    assert_eq!(
        got.notes,
        ["the stream broke off after 17 characters; starting the answer again; attempt 2 in 1 s"]
    );
    assert_eq!(got.waits, [1]);
}

#[test]
fn a_stream_that_always_breaks_is_an_error_and_never_an_answer() {
    // Closed politely, but with neither finish nor [DONE].
    let broken = Reply::open_stream()
        .chunk(delta("une moitié").as_bytes())
        .end();
    let server = Server::scripted(vec![broken.clone(), broken.clone(), broken]);
    let got = outcome(&server);
    assert_eq!(got.waits, [1], "paid for twice, not three times");
    let error = got.error();
    assert!(
        matches!(error, ModelError::BrokeOff { received: 10, .. }),
        "{error}"
    );
}

#[test]
fn half_an_event_at_the_end_is_no_answer() {
    let whole = delta("fin");
    let half = &whole[..whole.len() / 2];
    let server = Server::start({
        let bytes = format!("{}{half}", delta("début "));
        move |_, _| Reply::open_stream().chunk(bytes.as_bytes()).end()
    });
    assert!(matches!(
        outcome(&server).error(),
        ModelError::BrokeOff { .. }
    ));
}

#[test]
fn a_farewell_that_is_missing_does_no_harm() {
    // The finish came; neither usage, nor [DONE], nor the end of the transfer.
    let reply = Reply::open_stream()
        .chunk(delta("entier").as_bytes())
        .chunk(finish("stop").as_bytes());
    let server = Server::scripted(vec![reply]);
    assert_eq!(outcome(&server).result.unwrap().text, "entier");
}

#[test]
fn a_finish_nobody_knows_is_unknown() {
    let reply = Reply::open_stream()
        .chunk(delta("x").as_bytes())
        .chunk(finish("tool_calls").as_bytes())
        .end();
    assert_eq!(
        outcome(&Server::scripted(vec![reply]))
            .result
            .unwrap()
            .finish,
        Finish::Unknown
    );
    let reply = Reply::open_stream()
        .chunk(delta("x").as_bytes())
        .chunk(finish("content_filter").as_bytes())
        .end();
    assert_eq!(
        outcome(&Server::scripted(vec![reply]))
            .result
            .unwrap()
            .finish,
        Finish::Filtered
    );
}

#[test]
fn an_error_inside_a_stream_is_named() {
    let error = event(&json!({ "error": { "message": "the engine is on fire", "code": "fire" } }));
    let server = Server::scripted(vec![Reply::open_stream().chunk(error.as_bytes()).end()]);
    let ModelError::Server {
        message, status, ..
    } = outcome(&server).error()
    else {
        panic!()
    };
    assert_eq!(
        (message.as_str(), status),
        ("the engine is on fire (fire)", 200)
    );

    let server = Server::scripted(vec![
        Reply::open_stream()
            .chunk(delta("début").as_bytes())
            .chunk(error.as_bytes())
            .end(),
    ]);
    let error = outcome(&server).error();
    assert!(
        matches!(error, ModelError::BrokeOff { received: 5, .. }),
        "{error}"
    );

    let passing = event(&json!({ "error": { "message": "busy", "code": 503 } }));
    let server = Server::scripted(vec![
        Reply::open_stream().chunk(passing.as_bytes()).end(),
        Reply::stream(&["oui"]),
    ]);
    assert_eq!(outcome(&server).result.unwrap().text, "oui");
}

#[test]
fn an_error_under_a_status_of_success_is_named() {
    let server = Server::scripted(vec![Reply::error(200, "quota")]);
    assert!(matches!(
        outcome(&server).error(),
        ModelError::Server { status: 200, .. }
    ));
}

#[test]
fn answers_that_are_none_show_their_first_bytes() {
    let page = "<html>\n<title>Connexion\u{1b}[31m</title>";
    let server = Server::scripted(vec![Reply::whole(
        200,
        &[("content-type", "text/html")],
        page,
    )]);
    let ModelError::NotJson { start, .. } = outcome(&server).error() else {
        panic!()
    };
    assert_eq!(start, "<html>\\n<title>Connexion\\u{1b}[31m</title>");

    for body in [
        "",
        "[]",
        "{}",
        r#"{"choices":[]}"#,
        r#"{"choices":[{"message":{}}]}"#,
        "null",
    ] {
        let server = Server::scripted(vec![Reply::whole(
            200,
            &[("content-type", "application/json")],
            body,
        )]);
        let error = outcome(&server).error();
        assert!(
            matches!(error, ModelError::NotJson { .. }),
            "{body}: {error}"
        );
    }
    let server = Server::scripted(vec![
        Reply::open_stream().chunk(b"data: nonsense\n\n").end(),
    ]);
    assert!(matches!(
        outcome(&server).error(),
        ModelError::NotJson { .. }
    ));
}

#[test]
fn a_wrong_length_is_not_an_answer() {
    let body = json!({ "choices": [{ "message": { "content": "oui" }, "finish_reason": "stop" }] })
        .to_string();
    let lie = |length: usize| {
        Reply::raw(format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{body}"
        ))
    };
    let long = lie(body.len() + 50);
    let server = Server::scripted(vec![long.clone(), long.clone(), long]);
    assert!(matches!(
        outcome(&server).error(),
        ModelError::BrokeOff { .. }
    ));
    let server = Server::scripted(vec![lie(body.len() - 5)]);
    assert!(matches!(
        outcome(&server).error(),
        ModelError::NotJson { .. }
    ));
}

#[test]
fn nonsense_instead_of_http_is_a_broken_connection() {
    let server = Server::start(|_, _| Reply::raw("SSH-2.0-OpenSSH_9\r\n"));
    let error = outcome(&server).error();
    assert!(
        matches!(error, ModelError::BrokeOff { received: 0, .. }),
        "{error}"
    );
    let server = Server::start(|_, _| Reply::default());
    assert!(matches!(
        outcome(&server).error(),
        ModelError::BrokeOff { received: 0, .. }
    ));
}

#[test]
fn an_empty_answer_is_an_error() {
    let server = Server::scripted(vec![Reply::stream(&[" \n"])]);
    let error = outcome(&server).error();
    assert_eq!(
        error.to_string(),
        "`loopback-1` answered with no text (it ended with `stop`)"
    );
    let null =
        json!({ "choices": [{ "message": { "content": null }, "finish_reason": "length" }] });
    let server = Server::scripted(vec![Reply::json(200, &null)]);
    assert!(matches!(outcome(&server).error(), ModelError::Empty { .. }));
}

#[test]
fn an_answer_without_end_is_dropped() {
    let mut reply = Reply::open_stream();
    let piece = delta(&"a".repeat(500_000));
    for _ in 0..10 {
        reply = reply.chunk(piece.as_bytes());
    }
    let server = Server::scripted(vec![reply.stall()]);
    assert!(matches!(
        outcome(&server).error(),
        ModelError::Endless { limit_kb: 258, .. }
    ));

    // One line without end.
    let mut reply = Reply::open_stream().chunk(b"data: ");
    for _ in 0..10 {
        reply = reply.chunk(&vec![b'a'; 500_000]);
    }
    let server = Server::scripted(vec![reply.stall()]);
    assert!(matches!(
        outcome(&server).error(),
        ModelError::Endless { .. }
    ));
}

#[test]
fn keys_missing_and_wrong_are_told_apart_and_never_shown() {
    let refuse = |r: &crate::support::server::Captured, _: usize| {
        let sent = r.header("authorization").unwrap_or("nothing").to_owned();
        Reply::error(
            401,
            &format!("Incorrect API key provided: {sent}. Or sk-abcdefgh****wxyz."),
        )
    };
    let server = Server::start(refuse);
    let error = outcome(&server).error();
    assert!(
        matches!(error, ModelError::NoKey { status: 401, .. }),
        "{error}"
    );
    let got = outcome_of(Config {
        key: Secret::new("top-secret-9"),
        ..config(&server.base_url())
    });
    assert!(got.waits.is_empty());
    let error = got.error();
    assert!(
        matches!(error, ModelError::WrongKey { status: 401, .. }),
        "{error}"
    );
    let shown = format!(
        "{error} {error:?} {:?} {:?}",
        error.help(),
        error.diagnostic()
    );
    assert!(
        !shown.contains("top-secret") && !shown.contains("sk-abc"),
        "{shown}"
    );
    assert!(shown.contains("[key]"));
}

#[test]
fn credentials_in_an_address_are_used_and_never_shown() {
    let server = Server::start(|_, _| Reply::error(403, "no"));
    let got = outcome_of(config(&format!(
        "http://me:hunter2@{}/v1?token=hunter3",
        server.address()
    )));
    let error = got.error();
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("hunter"), "{shown}");
    let asked = &server.requests()[0];
    assert!(asked.header("authorization").unwrap().starts_with("Basic "));
    assert_eq!(asked.path, "/v1/chat/completions?token=hunter3");
}

#[test]
fn a_refused_connection_on_this_machine_is_told_at_once() {
    let address = dead_address();
    let got = outcome_of(Config {
        start: Some("ollama serve".to_owned()),
        ..config(&format!("http://me:pw@{address}/v1"))
    });
    assert!(got.waits.is_empty());
    let error = got.error();
    assert_eq!(error.code().as_str(), "E0704");
    assert!(
        error.to_string().contains(&format!("http://{address}/v1")),
        "{error}"
    );
    assert!(!error.to_string().contains("pw@"));
    assert_eq!(error.help()[0], "start the server: `ollama serve`");
}

#[test]
fn an_unknown_host_is_tried_again_and_named() {
    let got = outcome_of(config("http://nowhere.invalid/v1"));
    assert_eq!(got.waits, [1, 4]);
    assert!(matches!(got.error(), ModelError::Refused { .. }));
}

#[test]
fn a_server_without_tls_behind_https_is_a_refused_connection() {
    let server = Server::start(|_, _| Reply::completion("x"));
    let error = outcome_of(config(&server.base_url().replace("http:", "https:"))).error();
    assert!(matches!(error, ModelError::Refused { .. }), "{error}");
}

#[test]
fn load_is_waited_out_as_the_server_asks() {
    let busy = |status, after: &str| Reply::whole(status, &[("retry-after", after)], "{}");
    let server = Server::scripted(vec![
        busy(429, "7"),
        busy(503, "0.5"),
        Reply::stream(&["enfin"]),
    ]);
    let got = outcome(&server);
    assert_eq!(got.result.unwrap().text, "enfin");
    assert_eq!(got.waits, [7, 1]);
    assert_eq!(got.notes[0], "the server answered 429; attempt 2 in 7 s");

    let server = Server::start(|_, _| Reply::error(500, "nobody home"));
    let got = outcome(&server);
    assert_eq!(got.waits, [1]);
    assert_eq!(server.requests().len(), 2);
    let ModelError::RateLimited {
        attempts,
        status,
        message,
        ..
    } = got.error()
    else {
        panic!()
    };
    assert_eq!(
        (attempts, status, message.as_str()),
        (2, 500, "nobody home")
    );
}

#[test]
fn hopeless_waits_are_not_begun() {
    let server = Server::scripted(vec![Reply::whole(429, &[("retry-after", "3600")], "{}")]);
    let got = outcome(&server);
    assert!(got.waits.is_empty());
    assert_eq!(got.error().help()[0], "the server asks to wait 3600 s");
    for endless in [
        "inf",
        "1e300",
        "99999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        let server = Server::scripted(vec![Reply::whole(429, &[("retry-after", endless)], "{}")]);
        let got = outcome(&server);
        assert!(got.waits.is_empty());
        let help = got.error().help();
        assert_eq!(
            help[0], "the server asks to wait a day or longer",
            "{endless}"
        );
    }
    let quota = json!({ "error": { "message": "no money", "code": "insufficient_quota" } });
    let server = Server::scripted(vec![Reply::json(429, &quota)]);
    assert!(outcome(&server).waits.is_empty());
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn a_prompt_too_long_is_named() {
    for (status, body) in [
        (
            400,
            json!({ "error": { "message": "This model's maximum context length is 8192 tokens. max_tokens and temperature…", "code": "context_length_exceeded" } }),
        ),
        (
            400,
            json!({ "error": { "message": "the request exceeds the available context size", "type": "exceed_context_size_error" } }),
        ),
        (413, json!({})),
        (
            200,
            json!({ "error": { "message": "context window", "code": 400 } }),
        ),
    ] {
        let server = Server::scripted(vec![Reply::json(status, &body)]);
        let error = outcome(&server).error();
        assert!(
            matches!(&error, ModelError::ContextTooLong { step, .. } if step == "title"),
            "{error}"
        );
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn an_unknown_model_is_named() {
    let server = Server::scripted(vec![Reply::error(
        404,
        "model \"test\" not found, try pulling it first",
    )]);
    let error = outcome(&server).error();
    assert!(
        matches!(&error, ModelError::NoSuchModel { asked, .. } if asked == "openai:test"),
        "{error}"
    );
    let server = Server::scripted(vec![Reply::whole(404, &[], "404 page not found")]);
    assert!(matches!(
        outcome(&server).error(),
        ModelError::Server { status: 404, .. }
    ));
}

#[test]
fn redirects_are_not_followed() {
    // Not even to another port of this machine: neither key nor prompt arrives there.
    let other = Server::start(|r, _| Reply::answer(r, "x"));
    for status in [300, 301, 302, 303, 307, 308] {
        let to = format!("http://me:pw@{}/v1/chat/completions", other.address());
        let server = Server::scripted(vec![Reply::whole(status, &[("location", &to)], "moved")]);
        let error = outcome_of(Config {
            key: Secret::new(KEY),
            ..config(&server.base_url())
        })
        .error();
        let ModelError::Server { message, .. } = &error else {
            panic!("{error}")
        };
        assert!(
            message.starts_with("it sends to `http://127.0.0.1:"),
            "{message}"
        );
        assert!(
            message.ends_with("/v1/chat/completions`, and redirects are not followed"),
            "{message}"
        );
        assert!(!message.contains("pw"));
    }
    assert!(other.requests().is_empty());
    let server = Server::scripted(vec![Reply::whole(
        301,
        &[("location", "http://127.0.0.1:1/")],
        "moved",
    )]);
    assert!(matches!(
        outcome(&server).error(),
        ModelError::Server { status: 301, .. }
    ));
    assert_eq!(server.requests().len(), 1);
}

#[test]
fn messages_of_servers_are_made_printable_and_short() {
    let server = Server::scripted(vec![Reply::error(
        418,
        &format!("\u{1b}]0;title\u{7}{}", "long ".repeat(200)),
    )]);
    let ModelError::Server { message, .. } = outcome(&server).error() else {
        panic!()
    };
    assert!(!message.contains('\u{1b}') && !message.contains('\u{7}'));
    assert!(message.chars().count() <= 301);
}

#[test]
fn stop_strings_hold_even_when_the_server_forgets_them() {
    let server = Server::scripted(vec![Reply::stream(&["un titre\n---", "et du bavardage"])]);
    let sleep = Arc::new(NoSleep::default());
    let model = OpenAi::with_sleep(config(&server.base_url()), sleep.clone()).unwrap();
    let request = Request {
        stop: vec!["---".to_owned()],
        ..request()
    };
    assert_eq!(
        ask(&model, &request, &sleep).result.unwrap().text,
        "un titre\n"
    );
    assert_eq!(server.requests()[0].json()["stop"], json!(["---"]));
}

const KEY: &str = "sk-canary-1234567890abcdef";

fn with_key(server: &Server) -> Config {
    Config {
        key: Secret::new(KEY),
        ..config(&server.base_url())
    }
}

/// Everything that can be printed or kept of an outcome.
fn everything(got: &Outcome) -> String {
    let result = match &got.result {
        Ok(completion) => format!("{completion:?} {}", completion.text),
        Err(e) => format!("{e} {e:?} {:?}", e.diagnostic()),
    };
    format!("{result} {:?} {}", got.notes, got.text)
}

#[test]
fn a_key_that_comes_back_is_kept_out_of_every_field() {
    let spaced: String = KEY.chars().flat_map(|c| [c, '\u{200b}']).collect();
    let upper = KEY.to_uppercase();
    let escaped: String = KEY.bytes().map(|b| format!("%{b:02X}")).collect();
    for form in [KEY, spaced.as_str(), upper.as_str(), escaped.as_str()] {
        let whole = |content: &str, model: &str, finish: &str| {
            Reply::json(
                200,
                &json!({ "model": model, "choices": [{ "message": { "content": content }, "finish_reason": finish }] }),
            )
        };
        let long = format!("{}{form} {form}", "x".repeat(109));
        let page = Reply::whole(200, &[("content-type", "text/html")], &format!("<{long}>"));
        let mut pieces = Reply::open_stream();
        for piece in format!("Your key is {form}, is it not?")
            .chars()
            .collect::<Vec<_>>()
            .chunks(3)
        {
            pieces = pieces.chunk(delta(&piece.iter().collect::<String>()).as_bytes());
        }
        let broken = pieces.clone().end();
        for replies in [
            vec![whole("oui", form, "stop")],
            vec![whole("", "m", form)],
            vec![whole(&format!("La clé est {form}."), "m", form)],
            vec![pieces.chunk(finish(form).as_bytes()).end()],
            vec![broken.clone(), broken],
            vec![page],
            vec![Reply::error(
                400,
                &format!("bad header Bearer%20{form} and '{form}'"),
            )],
            vec![Reply::error(401, &long), Reply::error(401, &long)],
            vec![Reply::whole(
                418,
                &[],
                &format!("{} {form}", "y".repeat(1990)),
            )],
            vec![Reply::whole(
                307,
                &[("location", &format!("/{}", form.replace('\u{200b}', "")))],
                "",
            )],
            vec![Reply::error(404, &format!("no model {form}"))],
            vec![
                Reply::open_stream()
                    .chunk(event(&json!({ "error": { "message": form } })).as_bytes())
                    .end(),
            ],
        ] {
            let server = Server::scripted(replies);
            let shown = everything(&outcome_of(with_key(&server)));
            let folded: String = shown
                .to_lowercase()
                .chars()
                .filter(|c| !matches!(c, '\u{200b}'))
                .collect::<String>()
                .replace("\\u{200b}", "");
            assert!(
                !folded.contains("canary") && !folded.contains("34567890"),
                "{shown}"
            );
            assert!(
                !folded.contains("%63%61") && !folded.contains("%33%34"),
                "{shown}"
            );
        }
    }
}

#[test]
fn the_answer_around_a_key_is_whole() {
    let server = Server::scripted(vec![Reply::stream(&[
        "Avant sk-can",
        "ary-1234567890abc",
        "def, après. Un canari chante.",
    ])]);
    let got = outcome_of(with_key(&server));
    assert_eq!(got.text, "Avant [key], après. Un canari chante.");
    let answer = got.result.unwrap();
    assert_eq!(answer.text, got.text);
    assert_eq!(answer.finish, Finish::Echoed);
}

#[test]
fn a_dummy_key_is_a_word_in_an_answer() {
    let text = "Ollama and LM Studio: none of these is a test, ollama.";
    let server = Server::start(move |r, _| Reply::answer(r, text));
    for dummy in ["ollama", "none", "test", "x"] {
        let got = outcome_of(Config {
            key: Secret::new(dummy),
            ..config(&server.base_url())
        });
        assert_eq!(got.result.unwrap().text, text, "{dummy}");
    }
}

#[test]
fn a_wait_until_a_date_is_kept() {
    let busy = Reply::whole(
        503,
        &[
            ("date", "Sun, 06 Nov 2044 08:49:37 GMT"),
            ("retry-after", "Sun, 06 Nov 2044 08:49:57 GMT"),
        ],
        "{}",
    );
    let server = Server::scripted(vec![busy, Reply::stream(&["enfin"])]);
    let got = outcome(&server);
    assert_eq!((got.waits, got.text.as_str()), (vec![20], "enfin"));
}

#[test]
fn what_may_have_been_paid_for_is_asked_for_once_more_at_most() {
    for (status, times) in [
        (500, 2),
        (502, 2),
        (504, 2),
        (503, 3),
        (529, 3),
        (429, 3),
        (408, 3),
        (599, 1),
        (505, 1),
    ] {
        let server = Server::start(move |_, _| Reply::error(status, "no"));
        outcome(&server).error();
        assert_eq!(server.requests().len(), times, "{status}");
    }
    let server = Server::start(|_, _| Reply::default());
    outcome(&server).error();
    assert_eq!(server.requests().len(), 2, "closed without a word");
}

#[test]
fn an_error_whose_words_never_come_is_told_at_once() {
    for status in [400, 500] {
        let stalled = Reply::raw(format!(
            "HTTP/1.1 {status} x\r\ncontent-length: 90\r\n\r\nhalf a reason"
        ))
        .stall();
        let server = Server::start(move |_, _| stalled.clone());
        let error = outcome_of(impatient(&server.base_url())).error();
        assert!(error.to_string().contains("half a reason"), "{error}");
    }
}

#[test]
fn a_call_ends_whatever_the_server_goes_on_with() {
    let drip = |piece: String| {
        let mut reply = Reply::open_stream();
        for _ in 0..200 {
            reply = reply
                .chunk(piece.as_bytes())
                .pause(Duration::from_millis(30));
        }
        reply
    };
    for (reply, letters) in [
        (drip(delta("é")), true),
        (drip(": ping\n\n".to_owned()), false),
        (drip(" ".to_owned()), false),
    ] {
        let server = Server::scripted(vec![reply]);
        let error = outcome_of(Config {
            total: Duration::from_millis(600),
            ..config(&server.base_url())
        })
        .error();
        let ModelError::Slow {
            received, seconds, ..
        } = error
        else {
            panic!("{error}")
        };
        assert_eq!((received > 0, seconds), (letters, 1));
        assert_eq!(server.requests().len(), 1);
    }
}

#[test]
fn a_call_ends_with_the_time_of_the_run() {
    let server = Server::scripted(vec![Reply::default().stall()]);
    let sleep = Arc::new(NoSleep::default());
    let model = OpenAi::with_sleep(config(&server.base_url()), sleep.clone()).unwrap();
    let request = Request {
        within: Some(Duration::from_millis(300)),
        ..request()
    };
    let error = ask(&model, &request, &sleep).error();
    assert!(
        matches!(error, ModelError::Slow { received: 0, .. }),
        "{error}"
    );
}

#[test]
fn a_stream_that_began_well_comes_from_the_right_address() {
    let broken = Reply::open_stream()
        .chunk(delta("début").as_bytes())
        .chunk(b"data: {\"choices\": [{\n\n")
        .end();
    let bytes = Reply::open_stream()
        .chunk(delta("début").as_bytes())
        .chunk(b"data: \xe9\n\n")
        .end();
    for reply in [broken, bytes] {
        let server = Server::scripted(vec![reply.clone(), reply]);
        let error = outcome(&server).error();
        assert!(
            matches!(error, ModelError::BrokeOff { received: 5, .. }),
            "{error}"
        );
        assert!(
            !error.help().join(" ").contains("address"),
            "{:?}",
            error.help()
        );
    }
}

#[test]
fn errors_name_the_address_that_was_used() {
    let page = |_: &crate::support::server::Captured, _: usize| {
        Reply::whole(200, &[("content-type", "text/html")], "<html>")
    };
    for (address, wanted) in [
        (Address::Environment, "`OPENAI_BASE_URL`"),
        (Address::Name, "after the `@`"),
        (Address::Ollama, "`http://localhost:11434`"),
    ] {
        let server = Server::start(page);
        let wrong = outcome_of(Config {
            address,
            ..config(&server.base_url())
        })
        .error();
        let dead = outcome_of(Config {
            address,
            ..config(&format!("http://{}/v1", dead_address()))
        })
        .error();
        for error in [wrong, dead] {
            let help = error.help().join("\n");
            assert!(help.contains(wanted), "{help}");
            assert_eq!(
                help.contains("OPENAI_BASE_URL"),
                address == Address::Environment,
                "{help}"
            );
        }
    }
}

#[test]
fn numbers_of_tokens_may_be_nonsense() {
    for (prompt, completion) in [
        ("18446744073709551615", "18446744073709551615"),
        ("-5", "1e300"),
        ("\"many\"", "[]"),
    ] {
        let body = format!(
            r#"{{"choices":[{{"message":{{"content":"oui"}},"finish_reason":"stop"}}],"usage":{{"prompt_tokens":{prompt},"completion_tokens":{completion}}}}}"#
        );
        let server = Server::scripted(vec![Reply::whole(
            200,
            &[("content-type", "application/json")],
            &body,
        )]);
        assert_eq!(outcome(&server).text, "oui");
    }
}

#[test]
fn an_answer_of_nothing_that_is_seen_is_empty() {
    let server = Server::scripted(vec![Reply::stream(&["\u{200b}\u{feff}", " \u{2060}"])]);
    assert!(matches!(outcome(&server).error(), ModelError::Empty { .. }));
}
