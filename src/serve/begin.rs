//! The page of a program that finds no campaign: it asks for a title and makes one, or for one of several.

use std::{
    convert::Infallible,
    io,
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use axum::{
    body::{Body, to_bytes},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::sync::Notify;

use super::{
    answer::HTML,
    http::{decoded, file, refusal},
    lan_access::{Gate, LanAccess, secret},
    opening,
};
use crate::{
    diag::{Failure, Text, Tongue},
    render::web::escape,
    say,
};

/// What the page may hold: a form that leads back here, and its style.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const STYLE: &str = include_str!("begin.css");
/// A title and a token are shorter.
const LONGEST: usize = 8 * 1024;
/// How long a request may take to come in, and a connection be kept.
const PATIENCE: Duration = Duration::from_secs(10);

/// Makes a campaign of a title.
///
/// # Errors
/// Why it cannot be made, in sentences for whoever typed the title.
pub type Make = Box<dyn Fn(&str) -> Result<PathBuf, Vec<Text>> + Send + Sync>;

/// What the page says and does.
pub struct Begin {
    /// The folder in which a campaign gets its own, as people know it.
    pub within: String,
    /// Campaigns in folders of it, which can be opened instead.
    pub there: Vec<PathBuf>,
    /// The language of the page.
    pub tongue: Tongue,
    /// Makes a campaign of a title.
    pub make: Make,
}

struct Server {
    begin: Begin,
    lan: LanAccess,
    /// What the form sends back: no other page can send it.
    token: String,
    made: Mutex<Option<PathBuf>>,
    ended: Notify,
}

/// Answers on a port until a campaign is made: its folder. The port stays open, so that whoever asks
/// meanwhile waits for the campaign.
///
/// # Errors
/// When the port cannot be listened at.
pub fn begin(listener: &TcpListener, begin: Begin) -> Result<PathBuf, Failure> {
    answer(listener, begin).map_err(|error| Failure::new(opening(), "127.0.0.1", error))
}

fn answer(listener: &TcpListener, begin: Begin) -> io::Result<PathBuf> {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let token = secret(26);
    let (made, ended) = (Mutex::new(None), Notify::new());
    let server = Arc::new(Server { begin, lan: LanAccess::new(None), token, made, ended });
    let listener = listener.try_clone()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        loop {
            let (stream, peer) = tokio::select! {
                () = server.ended.notified() => break,
                accepted = listener.accept() => match accepted {
                    Ok(accepted) => accepted,
                    Err(_) => {
                        tokio::time::sleep(Duration::from_millis(200)).await;
                        continue;
                    }
                },
            };
            let server = Arc::clone(&server);
            tokio::spawn(async move {
                let answer = service_fn(|request: hyper::Request<Incoming>| {
                    let server = Arc::clone(&server);
                    async move { Ok::<_, Infallible>(server.answer(peer, request).await) }
                });
                // A browser that goes away in between is no failure of ours.
                let _ = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(PATIENCE)
                    .keep_alive(false)
                    .serve_connection(TokioIo::new(stream), answer)
                    .await;
                if server.folder().is_some() {
                    server.ended.notify_one();
                }
            });
        }
        server.folder().ok_or_else(|| io::ErrorKind::Interrupted.into())
    })
}

impl Server {
    /// The campaign that was made.
    fn folder(&self) -> Option<PathBuf> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    async fn answer(&self, peer: SocketAddr, request: hyper::Request<Incoming>) -> Response {
        let (head, body) = request.into_parts();
        let mut response = self.respond(peer, &head, body).await;
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
        response
    }

    async fn respond(&self, peer: SocketAddr, head: &Parts, body: Incoming) -> Response {
        let home = || (StatusCode::SEE_OTHER, [(header::LOCATION, "/")]).into_response();
        if self.lan.judge(peer, &head.headers, None, Instant::now()) != Gate::Open {
            return refusal(self.begin.tongue);
        }
        // It is being opened.
        if self.folder().is_some() {
            return home();
        }
        match (&head.method, head.uri.path()) {
            (&Method::GET | &Method::HEAD, "/") => self.page("", &[]),
            (&Method::GET | &Method::HEAD, "/_loa/begin.css") => {
                file("text/css; charset=utf-8", STYLE)
            }
            (&Method::POST, "/") => {
                let Ok(bytes) = to_bytes(Body::new(body), LONGEST).await else {
                    return StatusCode::PAYLOAD_TOO_LARGE.into_response();
                };
                let form = String::from_utf8_lossy(&bytes);
                if field(&form, "token").as_deref() != Some(&self.token) {
                    return self.page("", &[]);
                }
                let chosen = field(&form, "open").and_then(|number| number.parse::<usize>().ok());
                let chosen = chosen.and_then(|number| self.begin.there.get(number));
                let title = field(&form, "title").unwrap_or_default();
                // One at a time: a second press of the button finds the campaign of the first.
                let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
                if made.is_some() {
                    return home();
                }
                match chosen.cloned().map_or_else(|| (self.begin.make)(&title), Ok) {
                    Ok(folder) => {
                        *made = Some(folder);
                        home()
                    }
                    Err(why) => self.page(&title, &why),
                }
            }
            (&Method::GET | &Method::HEAD, _) => StatusCode::NOT_FOUND.into_response(),
            _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
        }
    }

    /// The form, with what was typed and what is wrong with it.
    fn page(&self, typed: &str, wrong: &[Text]) -> Response {
        let Begin { within, there, tongue, .. } = &self.begin;
        let tongue = *tongue;
        let head = say! { vi: "Bắt đầu một chiến dịch", en: "Begin a campaign" };
        let lead = say! {
            vi: "Gõ tên, Loa tạo sẵn một thư mục có một bài mẫu để sửa.",
            en: "Type a title, and Loa makes a folder with a lesson to begin from."
        };
        let label = say! { vi: "Tên chiến dịch", en: "Title of the campaign" };
        let example = say! { vi: "Ví dụ: Trẻ em Lộc Ninh an toàn", en: "For example: Safe children of our commune" };
        let button = say! { vi: "Tạo chiến dịch", en: "Make it" };
        let place = say! { vi: "Thư mục mới nằm trong:", en: "The new folder will be in:" };
        let open = say! { vi: "Mở chiến dịch đã có", en: "Open one that is there" };
        let elsewhere = say! {
            vi: "Chiến dịch ở nơi khác? Chép chương trình này vào thư mục có tệp campaign.yaml rồi mở lại.",
            en: "Is there one elsewhere? Copy this program into the folder that has campaign.yaml and open it there."
        };
        let [head, lead, label, example, button, place, open, elsewhere] =
            [head, lead, label, example, button, place, open, elsewhere]
                .map(|text| text.in_tongue(tongue).to_owned());
        let token = format!("<input type=hidden name=token value=\"{}\">", self.token);
        let mut buttons = String::new();
        for (number, folder) in there.iter().enumerate() {
            let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
            let name = escape(&name);
            buttons.push_str(&format!("<button name=open value={number}>{name}</button>"));
        }
        let there = match buttons.as_str() {
            "" => format!("<p>{elsewhere}</p>"),
            buttons => {
                format!("<h2>{open}</h2><form method=post action=\"/\">{token}{buttons}</form>")
            }
        };
        let mut lines = String::new();
        for text in wrong {
            lines.push_str(&format!("<p>{}</p>", escape(text.in_tongue(tongue))));
        }
        let wrong = match lines.as_str() {
            "" => String::new(),
            lines => format!("<div id=wrong role=alert>{lines}</div>"),
        };
        let lang = tongue.code();
        let (typed, within) = (escape(typed), escape(within));
        let page = format!(
            "<!doctype html><html lang={lang}><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>{head} – Loa</title><link rel=icon href=data:,><link rel=stylesheet href=/_loa/begin.css><main><h1>{head}</h1><p>{lead}</p>{wrong}<form method=post action=\"/\">{token}<label for=title>{label}</label><input id=title name=title value=\"{typed}\" maxlength=80 autocomplete=off autofocus required aria-describedby=example><p id=example>{example}</p><button>{button}</button></form><p>{place} <code>{within}</code></p>{there}</main></html>"
        );
        let head = [(header::CONTENT_TYPE, HTML), (header::CONTENT_SECURITY_POLICY, POLICY)];
        (head, page).into_response()
    }
}

/// A value of a form that was sent.
fn field(form: &str, name: &str) -> Option<String> {
    let mut pairs = form.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).and_then(|(_, value)| decoded(&value.replace('+', " ")))
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        net::TcpStream,
        thread::JoinHandle,
    };

    use super::*;

    /// The page, asked over a port; what is made is `made/TITLE`, but for a title of three dots.
    struct Client {
        at: SocketAddr,
        ends: JoinHandle<Result<PathBuf, Failure>>,
    }

    impl Client {
        fn new() -> Self {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            let at = listener.local_addr().unwrap();
            let make: Make = Box::new(|title| match title {
                "..." => Err(vec![say! { vi: "tên <b>trống</b>", en: "an <b>empty</b> title" }]),
                title => Ok(PathBuf::from("made").join(title)),
            });
            let there = vec![PathBuf::from("/a/one & two"), PathBuf::from("/a/three")];
            let page = Begin { within: "C:\\<x>".to_owned(), there, tongue: Tongue::En, make };
            let ends = std::thread::spawn(move || begin(&listener, page));
            Self { at, ends }
        }

        fn say(&self, request: &str) -> String {
            let mut stream = TcpStream::connect(self.at).unwrap();
            stream.write_all(request.replace('\n', "\r\n").as_bytes()).unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).unwrap();
            answer
        }

        fn get(&self, path: &str) -> String {
            self.say(&format!("GET {path} HTTP/1.1\nHost: 127.0.0.1\n\n"))
        }

        fn post(&self, form: &str) -> String {
            let length = form.len();
            self.say(&format!(
                "POST / HTTP/1.1\nHost: 127.0.0.1\nContent-Length: {length}\n\n{form}"
            ))
        }

        fn token(&self) -> String {
            let page = self.get("/");
            let after = page.split_once("name=token value=\"").unwrap().1;
            after.split_once('"').unwrap().0.to_owned()
        }
    }

    #[test]
    fn a_title_makes_a_campaign_once() {
        let client = Client::new();
        let token = client.token();
        let wrong = client.post(&format!("token={token}&title=..."));
        assert!(wrong.contains("an &lt;b&gt;empty&lt;/b&gt; title"), "{wrong}");
        assert!(wrong.contains("value=\"...\""), "{wrong}");
        let made = client.post(&format!("token={token}&title=N%C6%B0%E1%BB%9Bc+s%C3%A2u"));
        assert!(made.starts_with("HTTP/1.1 303"), "{made}");
        assert_eq!(client.ends.join().unwrap().unwrap(), PathBuf::from("made").join("Nước sâu"));
    }

    #[test]
    fn a_campaign_that_is_there_is_opened() {
        let client = Client::new();
        let token = client.token();
        let page = client.get("/");
        assert!(page.contains("value=0>one &amp; two</button>"), "{page}");
        assert!(page.contains("C:\\&lt;x&gt;"), "{page}");
        assert!(client.post(&format!("token={token}&open=1")).starts_with("HTTP/1.1 303"));
        assert_eq!(client.ends.join().unwrap().unwrap(), PathBuf::from("/a/three"));
    }

    #[test]
    fn only_the_page_itself_makes_anything() {
        let client = Client::new();
        for form in ["title=a", "token=&title=a", "token=x&open=0"] {
            assert!(client.post(form).starts_with("HTTP/1.1 200"), "{form}");
        }
        let other = client.say("GET / HTTP/1.1\nHost: a.example\n\n");
        assert!(other.starts_with("HTTP/1.1 421"), "{other}");
        assert!(client.get("/x").starts_with("HTTP/1.1 404"));
        let long = client.post(&"a".repeat(LONGEST + 1));
        assert!(long.starts_with("HTTP/1.1 413"), "{long}");
        assert!(!client.ends.is_finished());
    }
}
