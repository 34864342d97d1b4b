//! Who looks on, and what they are told.

use std::{
    collections::BTreeMap,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
};

use futures_core::Stream;
use serde::Serialize;
use serde_json::Value;
use tokio::sync::mpsc;

/// What an open page has to know. It compares the numbers with those it was made at.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Status {
    /// Grows whenever anything that is shown changes.
    pub version: u64,
    /// The last version at which more than a style sheet changed.
    pub pages: u64,
    /// The last version that was held against all rules and tried out.
    pub checked: u64,
    /// Grows whenever the problems change.
    pub told: u64,
    /// How many errors there are.
    pub errors: usize,
    /// Where the style sheets are now, by name.
    pub styles: BTreeMap<String, String>,
}

/// What changed of the campaign on show.
#[derive(Debug, Clone)]
pub enum Change {
    /// Pages, or so one must suppose.
    Pages,
    /// Style sheets alone: where they are now, by name.
    Styles(BTreeMap<String, String>),
}

/// What is wrong with the campaign, ready to be shown.
#[derive(Debug, Default, Serialize)]
pub struct Problems {
    /// Errors, then warnings, then what awaits a signature.
    pub list: Vec<Value>,
    /// How many of them are errors.
    pub errors: usize,
}

#[derive(Default)]
struct State {
    status: Status,
    problems: Arc<Problems>,
    listeners: Vec<mpsc::UnboundedSender<Status>>,
}

impl State {
    fn publish(&mut self) {
        let status = &self.status;
        self.listeners.retain(|listener| listener.send(status.clone()).is_ok());
    }
}

/// The status of the campaign, and the open pages.
#[derive(Default)]
pub struct Broadcast {
    state: Mutex<State>,
}

impl Broadcast {
    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Tells open pages that something they show has changed.
    pub fn changed(&self, change: Change) {
        let mut state = self.state();
        state.status.version += 1;
        match change {
            Change::Pages => state.status.pages = state.status.version,
            Change::Styles(styles) => state.status.styles = styles,
        }
        state.publish();
    }

    /// Tells open pages what is wrong with what is on show, of which `checked` is the version if
    /// everything was looked at; `true` if that is news.
    pub fn tell(&self, problems: Problems, checked: Option<u64>) -> bool {
        let mut state = self.state();
        let news = problems.list != state.problems.list;
        if news {
            state.status.told += 1;
            state.status.errors = problems.errors;
            state.problems = Arc::new(problems);
        }
        state.status.checked = checked.unwrap_or(state.status.checked);
        state.publish();
        news
    }

    /// What is wrong with the campaign.
    pub fn problems(&self) -> Arc<Problems> {
        Arc::clone(&self.state().problems)
    }

    /// How things stand.
    pub fn status(&self) -> Status {
        self.state().status.clone()
    }

    /// How things stand, and then every change.
    pub fn listen(&self) -> Events {
        let (sender, receiver) = mpsc::unbounded_channel();
        let mut state = self.state();
        if sender.send(state.status.clone()).is_ok() {
            state.listeners.push(sender);
        }
        Events(receiver)
    }
}

/// What one open page is told.
pub struct Events(mpsc::UnboundedReceiver<Status>);

impl Stream for Events {
    type Item = Status;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Status>> {
        self.0.poll_recv(context)
    }
}
