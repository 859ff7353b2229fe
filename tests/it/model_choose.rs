//! Choosing and opening against servers that really listen.
#![allow(clippy::unwrap_used)]

use crate::support::server::{Reply, Server, dead_address};
use galley::model::choose::{Environment, ollama_at};
use galley::model::open::{Circumstances, open};
use galley::model::openai::{Config, OpenAi};
use galley::model::{Message, Model, Request, Role};
use serde_json::json;

#[test]
fn an_ollama_server_is_asked_for_its_models() {
    let server =
        Server::start(|_, _| Reply::json(200, &json!({ "models": [{ "name": "qwen2.5:7b" }] })));
    let address = format!("http://{}", server.address());
    assert_eq!(ollama_at(&address).unwrap(), ["qwen2.5:7b"]);
    assert_eq!(server.requests()[0].path, "/api/tags");
    assert_eq!(ollama_at(&format!("http://{}", dead_address())), None);
}

#[test]
fn a_key_goes_only_to_the_address_it_was_given_with() {
    let server = Server::start(|r, _| Reply::answer(r, "oui"));
    let around = |base: &str| Circumstances {
        environment: Environment::new([
            ("OPENAI_API_KEY".to_owned(), "top-secret".to_owned()),
            ("OPENAI_BASE_URL".to_owned(), base.to_owned()),
        ]),
        offline: false,
        folder: "unused".into(),
        terminal: false,
    };
    let named = format!("openai:m@{}", server.base_url());
    for (model, base) in [
        ("openai:m", server.base_url()),
        (&named, "http://elsewhere/v1".to_owned()),
    ] {
        let opened = open(model, &around(&base)).unwrap();
        opened
            .model()
            .complete(&Request::default(), &mut |_| {})
            .unwrap();
    }
    let keys: Vec<Option<String>> = server
        .requests()
        .iter()
        .map(|r| r.header("authorization").map(str::to_owned))
        .collect();
    assert_eq!(keys, [Some("Bearer top-secret".to_owned()), None]);
}

#[test]
fn several_threads_share_one_model() {
    let server = Server::start(|r, _| Reply::answer(r, &r.last_message()));
    let model = OpenAi::new(Config::new("openai:test", server.base_url(), "test")).unwrap();
    std::thread::scope(|scope| {
        for n in 0..8 {
            let model = &model;
            scope.spawn(move || {
                let mut request = Request::default();
                request.messages.push(Message {
                    role: Role::User,
                    text: format!("numéro {n}"),
                });
                assert_eq!(
                    model.complete(&request, &mut |_| {}).unwrap().text,
                    format!("numéro {n}")
                );
            });
        }
    });
    assert_eq!(server.requests().len(), 8);
}
