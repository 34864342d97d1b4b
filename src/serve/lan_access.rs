//! One's own telephone in the same network, let in by a code that works once.
//!
//! This machine needs no code: who can open its ports can read its files. Whoever comes from
//! elsewhere shows the code, gets a cookie that holds until the program ends, and the code is
//! another one. Wrong codes change nothing but how long their sender [waits](super::tries): if
//! they made a new code, anybody in the network could keep a telephone out.

use std::{
    net::{IpAddr, SocketAddr},
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

use axum::http::{HeaderMap, header};

use super::tries::Tries;
use crate::model::code::letters64;

/// Letters of the code: a thousand million times a thousand possibilities, a few hundred tries a
/// minute at the very most.
const LETTERS: u32 = 8;
const COOKIE: &str = "loa";

/// Who may come in.
pub struct LanAccess {
    /// The address of this machine in its network, if others may come.
    lan: Option<IpAddr>,
    keys: Mutex<Keys>,
}

#[derive(Default)]
struct Keys {
    code: String,
    tries: Tries,
    /// Of those who are in.
    tokens: Vec<String>,
}

/// What becomes of a request.
#[derive(Debug, PartialEq, Eq)]
pub enum Gate {
    /// It is answered.
    Open,
    /// It came with the code: this cookie is its key from now on.
    Enter(String),
    /// It has to show the code.
    Ask,
    /// It typed too many wrong codes, and this one was not looked at.
    Wait(Duration),
    /// It did not name this machine.
    Shut,
}

impl LanAccess {
    /// A door for this machine, and for its network if it has an address there.
    pub fn new(lan: Option<IpAddr>) -> Self {
        let keys = Keys { code: secret(LETTERS), ..Keys::default() };
        Self { lan, keys: Mutex::new(keys) }
    }

    fn keys(&self) -> MutexGuard<'_, Keys> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The code that lets the next one in.
    pub fn code(&self) -> String {
        self.keys().code.clone()
    }

    /// Judges a request from `peer`; `code` is what it typed, if it comes to be let in.
    pub fn judge(
        &self,
        peer: SocketAddr,
        headers: &HeaderMap,
        code: Option<&str>,
        now: Instant,
    ) -> Gate {
        let Some(host) = host(headers) else { return Gate::Shut };
        if peer.ip().is_loopback() && ["127.0.0.1", "localhost", "[::1]"].contains(&host) {
            return Gate::Open;
        }
        if self.lan.is_none_or(|lan| host != lan.to_string()) {
            return Gate::Shut;
        }
        let mut keys = self.keys();
        if let Some(typed) = code {
            let address = peer.ip().to_canonical();
            if let Some(pause) = keys.tries.pause(address, now) {
                return Gate::Wait(pause);
            }
            if typed.trim().eq_ignore_ascii_case(&keys.code) {
                let token = secret(26);
                keys.tokens.push(token.clone());
                keys.code = secret(LETTERS);
                keys.tries.right(address);
                return Gate::Enter(format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Lax"));
            }
            keys.tries.wrong(address, now);
            return Gate::Ask;
        }
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = cookies.flat_map(|line| line.split(';')).filter_map(|one| {
            let (name, value) = one.trim().split_once('=')?;
            (name == COOKIE).then_some(value)
        });
        let known = pairs.any(|token| keys.tokens.iter().any(|known| known == token));
        if known { Gate::Open } else { Gate::Ask }
    }
}

/// The name that a request gives this machine; nothing if it gives none, or several.
fn host(headers: &HeaderMap) -> Option<&str> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let (host, None) = (hosts.next()?.to_str().ok()?, hosts.next()) else { return None };
    Some(match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    })
}

/// Letters that nobody can guess, from the system's source of random bytes. As the standard
/// library's tables do, it panics on a system that has none.
#[expect(clippy::expect_used, reason = "nobody may be let in by letters that can be guessed")]
pub fn secret(letters: u32) -> String {
    let mut found = String::new();
    while found.len() < letters as usize {
        let chance = getrandom::u64().expect("the system gives random bytes");
        found.push_str(&letters64(chance, LETTERS));
    }
    found.truncate(letters as usize);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(lan: &LanAccess, peer: &str, host: &str, cookie: &str, code: Option<&str>) -> Gate {
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, host.parse().unwrap());
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        lan.judge(peer.parse().unwrap(), &headers, code, Instant::now())
    }

    const PHONE: &str = "192.168.1.9:50000";
    const HERE: &str = "192.168.1.5:1111";

    fn lan() -> LanAccess {
        LanAccess::new(Some("192.168.1.5".parse().unwrap()))
    }

    #[test]
    fn a_code_lets_one_in_and_is_another_one_then() {
        let lan = lan();
        assert_eq!(ask(&lan, PHONE, HERE, "", None), Gate::Ask);
        let code = lan.code();
        let Gate::Enter(cookie) = ask(&lan, PHONE, HERE, "", Some(&code.to_lowercase())) else {
            panic!("the code is right")
        };
        let pair = cookie.split(';').next().unwrap();
        assert_eq!(ask(&lan, PHONE, HERE, &format!("a=b; {pair}"), None), Gate::Open);
        assert_eq!(ask(&lan, PHONE, HERE, "", Some(&code)), Gate::Ask, "it works once");
        assert_ne!(lan.code(), code);
        assert_eq!(ask(&lan, PHONE, HERE, "loa=x", None), Gate::Ask);
    }

    #[test]
    fn wrong_codes_change_no_code_and_keep_nobody_else_out() {
        let lan = lan();
        let code = lan.code();
        let waits =
            |peer: &str, code: &str| matches!(ask(&lan, peer, HERE, "", Some(code)), Gate::Wait(_));
        let refused = (0..3000).filter(|_| waits("192.168.1.66:4000", "WRONG")).count();
        assert!(refused > 2900, "{refused}");
        assert_eq!(lan.code(), code);
        assert!(waits("192.168.1.66:4001", &code), "nor does a right one help then");
        assert!(matches!(ask(&lan, PHONE, HERE, "", Some(&code)), Gate::Enter(_)));
    }

    #[test]
    fn nobody_elsewhere_is_this_machine() {
        let lan = lan();
        assert_eq!(ask(&lan, "127.0.0.1:5", "localhost:1111", "", None), Gate::Open);
        assert_eq!(ask(&lan, PHONE, "localhost:1111", "", None), Gate::Shut);
        assert_eq!(ask(&lan, "127.0.0.1:5", "loa.example", "", None), Gate::Shut);
        assert_eq!(ask(&lan, "127.0.0.1:5", HERE, "", None), Gate::Ask);
        let shut = LanAccess::new(None);
        assert_eq!(ask(&shut, PHONE, HERE, "", Some(&shut.code())), Gate::Shut);
    }

    #[test]
    fn secrets_differ() {
        let some: std::collections::BTreeSet<String> = (0..200).map(|_| secret(LETTERS)).collect();
        assert_eq!(some.len(), 200);
    }
}
