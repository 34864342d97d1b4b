//! Answers to browsers.
//!
//! A page elsewhere on the web could send its reader's browser here under a name of its own, so
//! only requests that name this machine are answered. Nothing is read from the disk for an
//! answer, so no path leads out of the site.

use std::{
    convert::Infallible,
    io,
    net::{SocketAddr, TcpListener},
    pin::{Pin, pin},
    sync::Arc,
    task,
    time::{Duration, Instant},
};

use axum::{
    body::Body,
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
    response::{
        IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
};
use futures_core::Stream;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use serde::Serialize;
use tokio::net::TcpStream;

use super::{
    Preview, Visit,
    answer::{Answer, HTML, TEXT},
    broadcast::Events,
    guests::{Guest, Guests},
    lan_access::{Gate, LanAccess},
    patient::Patient,
};
use crate::{diag::Tongue, render::web::escape, say};

/// The script of the bar and its style sheet.
const SCRIPT: &str = include_str!("bar.js");
const STYLE: &str = include_str!("bar.css");
/// The style sheet of the page around an old phone's window.
const NARROW: &str = include_str!("narrow.css");
/// What that page may hold: the window.
const NARROW_POLICY: &str = "default-src 'none'; style-src 'self'; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

/// Where another machine shows its code.
const ENTER: &str = "/_loa/enter";
const CSS: &str = "text/css; charset=utf-8";

/// How many pages and sheets are made at once; the rest waits.
const AT_ONCE: usize = 8;
/// How long a request may take to come in, and a connection be kept for the next one.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long whoever has asked for something may take nothing of it.
const STALL: Duration = Duration::from_secs(20);
/// How long a connection may be there that has shown no code, whatever comes over it.
const UNKNOWN: Duration = Duration::from_secs(30);
/// How long nobody is let in when the machine has no room for a connection.
const FULL: Duration = Duration::from_millis(200);

/// What answers.
struct Server {
    preview: Arc<Preview>,
    lan: LanAccess,
    visit: Option<Visit>,
}

/// Answers on a port until the program ends.
pub fn serve(
    listener: TcpListener,
    preview: Arc<Preview>,
    lan: LanAccess,
    visit: Option<Visit>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(AT_ONCE)
        .enable_all()
        .build()?;
    runtime.block_on(async {
        listener.set_nonblocking(true)?;
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let server = Arc::new(Server { preview, lan, visit });
        let guests = Guests::default();
        loop {
            let Ok((stream, peer)) = listener.accept().await else {
                // It was gone already, or too many files are open.
                tokio::time::sleep(FULL).await;
                continue;
            };
            let Some(guest) = guests.admit(peer.ip()) else { continue };
            tokio::spawn(attend(Arc::clone(&server), stream, peer, guest));
        }
    })
}

/// Answers what comes over a connection until it ends.
async fn attend(server: Arc<Server>, stream: TcpStream, peer: SocketAddr, guest: Guest) {
    let guest = Arc::new(guest);
    let answer = service_fn(|request: hyper::Request<Incoming>| {
        let (server, guest) = (Arc::clone(&server), Arc::clone(&guest));
        async move { Ok::<_, Infallible>(answer(&server, peer, &guest, request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(Patient::new(stream, STALL)), answer);
    let mut connection = pin!(connection);
    // A browser that goes away in between is no failure of ours.
    let ended = tokio::time::timeout(UNKNOWN, connection.as_mut()).await.is_ok();
    if !ended && guest.is_known() {
        let _ = connection.await;
    }
}

async fn answer(
    server: &Arc<Server>,
    peer: SocketAddr,
    guest: &Guest,
    request: hyper::Request<Incoming>,
) -> Response {
    let (request, _) = request.into_parts();
    let mut response = match server.gate(peer, guest, &request) {
        None => server.file(&request).await,
        Some(response) => response,
    };
    let headers = response.headers_mut();
    // Every answer is only as true as the last save.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    // Without a code there is one answer, and no second question over the same connection.
    if !guest.is_known() {
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

impl Server {
    /// What answers a request that may not pass.
    fn gate(&self, peer: SocketAddr, guest: &Guest, request: &Parts) -> Option<Response> {
        let tongue = self.preview.tongue();
        let typed = (request.uri.path() == ENTER).then(|| query(request, "code")).flatten();
        let gate = self.lan.judge(peer, &request.headers, typed.as_deref(), Instant::now());
        if matches!(gate, Gate::Open | Gate::Enter(_)) {
            guest.welcome();
        }
        if let (Some(visit), Gate::Enter(_)) = (&self.visit, &gate) {
            self.preview.invite(visit, &self.lan);
        }
        let home = (header::LOCATION, HeaderValue::from_static("/"));
        match gate {
            Gate::Open if request.uri.path() == ENTER => {
                Some((StatusCode::SEE_OTHER, [home]).into_response())
            }
            Gate::Open if !matches!(request.method, Method::GET | Method::HEAD) => {
                Some(StatusCode::METHOD_NOT_ALLOWED.into_response())
            }
            Gate::Open => None,
            Gate::Enter(cookie) => {
                let mut response = (StatusCode::SEE_OTHER, [home]).into_response();
                if let Ok(cookie) = HeaderValue::from_str(&cookie) {
                    response.headers_mut().insert(header::SET_COOKIE, cookie);
                }
                Some(response)
            }
            Gate::Ask => Some(ask(typed.is_some(), tongue)),
            Gate::Wait(pause) => Some(wait(pause, tongue)),
            Gate::Shut => Some(refusal(tongue)),
        }
    }

    async fn file(&self, request: &Parts) -> Response {
        let preview = &self.preview;
        match request.uri.path() {
            "/_loa/events" => Sse::new(EventStream(preview.broadcast.listen()))
                .keep_alive(KeepAlive::default())
                .into_response(),
            "/_loa/problems" => json(&serde_json::json!({
                "words": words(preview.tongue()), "problems": *preview.broadcast.problems(),
            })),
            "/_loa/page" => json(&preview.about(own(&query(request, "path").unwrap_or_default()))),
            "/_loa/places" => json(&preview.places(&query(request, "lang").unwrap_or_default())),
            "/_loa/narrow" => {
                narrow(own(&query(request, "path").unwrap_or_default()), preview.tongue())
            }
            "/_loa/bar.js" => file("text/javascript; charset=utf-8", SCRIPT),
            "/_loa/bar.css" => file(CSS, STYLE),
            "/_loa/narrow.css" => file(CSS, NARROW),
            path => match decoded(path) {
                Some(path) => {
                    let preview = Arc::clone(preview);
                    let make = move || match path.strip_prefix("/_loa/sheet/") {
                        Some(sheet) => preview.picture(sheet),
                        None => Some(preview.answer(&path)),
                    };
                    match tokio::task::spawn_blocking(make).await {
                        Ok(Some(answer)) => of_site(answer),
                        Ok(None) => StatusCode::NOT_FOUND.into_response(),
                        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
                    }
                }
                None => StatusCode::BAD_REQUEST.into_response(),
            },
        }
    }
}

/// A value of the query of a request.
fn query(request: &Parts, key: &str) -> Option<String> {
    let mut pairs = request.uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| *name == key).and_then(|(_, value)| decoded(value))
}

/// The path of a page of the site, or that of its first page. Browsers take two slashes for
/// another host, `\` for a slash, and leave out tabs and line ends.
fn own(path: &str) -> &str {
    let odd = |c: char| c == '\\' || c.is_control() || c.is_whitespace();
    let is_own = path.starts_with('/') && !path.starts_with("//") && !path.contains(odd);
    if is_own { path } else { "/" }
}

/// A page that asks for the code.
fn ask(wrong: bool, tongue: Tongue) -> Response {
    let title = if wrong {
        say! { vi: "Mã chưa đúng. Gõ lại mã ghi trên máy tính:", en: "That is not the code. Type the code that the computer shows:" }
    } else {
        say! { vi: "Gõ mã ghi trên máy tính đang chạy `loa serve`:", en: "Type the code that the computer with `loa serve` shows:" }
    };
    let open = say! { vi: "Mở", en: "Open" };
    let (lang, title, open) = (tongue.code(), title.in_tongue(tongue), open.in_tongue(tongue));
    let page = format!(
        "<!doctype html><html lang={lang}><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Loa</title><link rel=icon href=data:,><style>body{{margin:2rem;font:1.25rem/1.5 system-ui,sans-serif}}input,button{{font:inherit;min-height:3rem;padding:0 1rem;width:100%;margin-top:1rem;box-sizing:border-box}}</style><form action={ENTER}><label>{title}<input name=code autocomplete=off autocapitalize=characters required></label><button>{open}</button></form></html>"
    );
    (StatusCode::FORBIDDEN, [(header::CONTENT_TYPE, HTML)], page).into_response()
}

/// What whoever typed too many wrong codes reads.
fn wait(pause: Duration, tongue: Tongue) -> Response {
    let seconds = pause.as_secs() + 1;
    let text = say! {
        vi: "Gõ sai mã nhiều lần. Chờ {seconds} giây rồi gõ lại mã ghi trên máy tính.",
        en: "Too many wrong codes. Wait {seconds} seconds, then type the code that the computer shows."
    };
    let head =
        [(header::CONTENT_TYPE, TEXT.to_owned()), (header::RETRY_AFTER, seconds.to_string())];
    let text = format!("{}\n", text.in_tongue(tongue));
    (StatusCode::TOO_MANY_REQUESTS, head, text).into_response()
}

pub fn refusal(tongue: Tongue) -> Response {
    let text = say! {
        vi: "Chỉ mở được bằng địa chỉ mà `loa serve` in ra.",
        en: "Only the address that `loa serve` printed opens this."
    };
    (
        StatusCode::MISDIRECTED_REQUEST,
        [(header::CONTENT_TYPE, TEXT)],
        format!("{}\n", text.in_tongue(tongue)),
    )
        .into_response()
}

pub fn file(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

/// A page in a window as wide as that of an old phone.
fn narrow(path: &str, tongue: Tongue) -> Response {
    let path = escape(path);
    let text = say! {
        vi: "Màn hình rộng 320 điểm: một đứa trẻ cầm máy cũ thấy như thế này.",
        en: "A screen 320 dots wide: this is what a child with an old phone sees."
    };
    let back = say! { vi: "Về trang thường", en: "Back to the page" };
    let (lang, text, back) = (tongue.code(), text.in_tongue(tongue), back.in_tongue(tongue));
    let page = format!(
        "<!doctype html><html lang={lang}><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>Loa 320</title><link rel=icon href=data:,><link rel=stylesheet href=/_loa/narrow.css><p>{text} <a href=\"{path}\">{back}</a></p><iframe src=\"{path}\" title=\"{text}\"></iframe></html>"
    );
    let head = [(header::CONTENT_TYPE, HTML), (header::CONTENT_SECURITY_POLICY, NARROW_POLICY)];
    (head, page).into_response()
}

fn json(value: &impl Serialize) -> Response {
    let text = serde_json::to_string(value).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/json")], text).into_response()
}

/// A file of the site; a page carries the script that reloads it.
fn of_site(answer: Answer) -> Response {
    let Answer { status, kind, mut bytes, location, version } = answer;
    if kind == HTML {
        carry_script(&mut bytes, version);
    }
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if let Some(location) = location.and_then(|path| HeaderValue::from_str(&path).ok()) {
        headers.insert(header::LOCATION, location);
    }
    response
}

/// Adds the script at the end of a page. A page whose policy wants no scripts (what the quick
/// exit shows, where a printed code leads) gets none.
fn carry_script(page: &mut Vec<u8>, version: u64) {
    let find = |words: &[u8]| page.windows(words.len()).rposition(|found| found == words);
    if find(b"Content-Security-Policy").is_some() && find(b"script-src 'self'").is_none() {
        return;
    }
    let at = find(b"</body>").unwrap_or(page.len());
    let script = format!("<script src=/_loa/bar.js data-version={version} defer></script>");
    page.splice(at..at, script.into_bytes());
}

/// A path without its `%`; nothing if that is no text.
pub fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let mut digit = || char::from(rest.next()?).to_digit(16);
        let byte = if byte == b'%' { digit()? * 16 + digit()? } else { u32::from(byte) };
        bytes.push(u8::try_from(byte).ok()?);
    }
    String::from_utf8(bytes).ok()
}

/// The words of the bar.
fn words(tongue: Tongue) -> serde_json::Value {
    let said = [
        ("bar", say! { vi: "Thanh xem thử của Loa", en: "Loa's preview bar" }),
        (
            "wrong",
            say! { vi: "Chiến dịch có lỗi. Phần có lỗi đang hiện bản tốt gần nhất.", en: "The campaign has errors. What is wrong is shown as it last was good." },
        ),
        ("warnings", say! { vi: "Nên xem lại", en: "Worth a look" }),
        ("reviews", say! { vi: "Chờ duyệt", en: "Awaiting review" }),
        ("sound", say! { vi: "Không có lỗi.", en: "Nothing is wrong." }),
        ("mend", say! { vi: "Cách sửa:", en: "What to do:" }),
        ("problems", say! { vi: "Lỗi", en: "Problems" }),
        ("close", say! { vi: "Đóng", en: "Close" }),
        ("choose", say! { vi: "Chọn nơi", en: "Choose a place" }),
        (
            "search",
            say! { vi: "Gõ tên nơi, không cần dấu", en: "Type a name; marks are not needed" },
        ),
        (
            "nowhere",
            say! { vi: "Không có nơi nào tên như vậy.", en: "There is no place of that name." },
        ),
        ("language", say! { vi: "Ngôn ngữ", en: "Language" }),
        ("leaflets", say! { vi: "Tờ in", en: "Leaflets" }),
        ("gaps", say! { vi: "Còn thiếu", en: "Gaps" }),
        ("unknown", say! { vi: "điều chưa biết", en: "what is not known yet" }),
        ("narrow", say! { vi: "Máy cũ", en: "Old phone" }),
    ];
    said.into_iter().map(|(key, text)| (key, text.in_tongue(tongue).to_owned())).collect()
}

/// What an open page is told, as events.
struct EventStream(Events);

impl Stream for EventStream {
    type Item = Result<Event, Infallible>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        context: &mut task::Context<'_>,
    ) -> task::Poll<Option<Self::Item>> {
        Pin::new(&mut self.0).poll_next(context).map(|status| {
            let status = serde_json::to_string(&status?).unwrap_or_default();
            Some(Ok(Event::default().data(status).retry(Duration::from_millis(500))))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_before_the_end_of_the_body() {
        let mut page = b"<body>a</body></html>".to_vec();
        carry_script(&mut page, 7);
        let page = String::from_utf8(page).unwrap();
        assert_eq!(
            page,
            "<body>a<script src=/_loa/bar.js data-version=7 defer></script></body></html>"
        );
    }

    #[test]
    fn a_path_that_browsers_take_for_another_host_is_not_ours() {
        for path in ["/", "/vi/an/index.html", "/vi/an/copier/burns.pdf", "/vi/ảnh.png"] {
            assert_eq!(own(path), path);
        }
        let others =
            ["//h.example", "/\\h.example", "\\\\h.example", "/\t/h.example", "/\n/h.example"];
        let more = [
            "/ /h.example",
            "h.example",
            "https://h.example",
            "",
            "/vi\\..\\x",
            "\u{1}//h.example",
        ];
        for path in others.into_iter().chain(more) {
            assert_eq!(own(path), "/", "{path:?}");
        }
    }

    #[test]
    fn a_path_is_decoded_or_refused() {
        assert_eq!(decoded("/vi/%E1%BA%A3nh.png").as_deref(), Some("/vi/ảnh.png"));
        assert_eq!(decoded("/%"), None);
        assert_eq!(decoded("/%e"), None);
        assert_eq!(decoded("/%zz"), None);
        assert_eq!(decoded("/%ff"), None);
    }
}
