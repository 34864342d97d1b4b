//! The engine that templates are rendered with, behind a fence: a theme may be of anybody's making.

use std::io::Write;

use tera::{Context, Error, Tera, TeraResult};

use crate::foreign::{Panic, fenced};

/// Templates by name, and what they may call.
pub struct Engine(Tera);

impl Engine {
    /// An engine without templates.
    pub fn new(tera: Tera) -> Self {
        Self(tera)
    }

    /// Adds templates by name.
    pub fn add<N: AsRef<str>, C: AsRef<str>>(
        &mut self,
        templates: impl IntoIterator<Item = (N, C)>,
    ) -> TeraResult<()> {
        guarded(|| self.0.add_raw_templates(templates))
    }

    /// Renders the template of a name.
    pub fn render(&self, name: &str, context: &Context) -> TeraResult<String> {
        guarded(|| self.0.render(name, context))
    }

    /// The same, to the end of what was written before.
    pub fn render_to(&self, name: &str, context: &Context, to: impl Write) -> TeraResult<()> {
        guarded(|| self.0.render_to(name, context, to))
    }

    /// Renders a text that is a template.
    pub fn render_str(&self, text: &str, context: &Context) -> TeraResult<String> {
        guarded(|| self.0.render_str(text, context, true))
    }

    /// The first, in the order of their names, of the variables that a template reads and that are
    /// not `known`.
    pub fn other_variable(&self, name: &str, known: &str) -> Option<String> {
        let read = || {
            let variables = self.0.get_template_variables(name).ok()?;
            variables.into_iter().filter(|name| *name != known).min().map(str::to_owned)
        };
        fenced(read).ok().flatten()
    }
}

fn guarded<T>(work: impl FnOnce() -> TeraResult<T>) -> TeraResult<T> {
    fenced(work).unwrap_or_else(|Panic(said)| Err(Error::message(format!("it gave up: {said}"))))
}
