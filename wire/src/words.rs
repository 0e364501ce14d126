//! Which words of the portal's language the client says: their keys in `site/strings/<language>.toml`, and their places
//! in the text that comes with each module. The generator writes that text, the client reads it.
//!
//! A line for each word; the lines of words that a module does not say are empty.

/// A word's place: the number of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word(pub u8);

macro_rules! words {
    ($($modules:literal { $($name:ident = $key:literal,)* })*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)] // only counts
        enum Place { $($($name,)*)* }
        $($(
            #[doc = concat!("`", $key, "`")]
            pub const $name: Word = Word(Place::$name as u8);
        )*)*
        /// The modules that say each word, and the word's key, in the order of places.
        pub const WORDS: &[(&str, &str)] = &[$($(($modules, $key),)*)*];
    };
}

words! {
    "finding" {
        WAITING = "search_waiting",
        FAILED = "finding_failed",
        NOTHING_FOUND = "finding_nothing",
        UNSURE = "finding_unsure",
        UNSURE_NEAREST = "finding_unsure_nearest",
        FOUND = "finding_found",
        TRY_FEWER_WORDS = "finding_fewer_words",
        IN_THE_LIST = "finding_whole_list",
        RESULTS = "finding_results",
        NEAREST = "finding_nearest",
        OTHERS = "finding_others",
        UNDERSTOOD = "finding_understood",
        AS_TYPED = "finding_as_typed",
        IN_FORCE_FROM = "finding_in_force",
        TO_COME = "finding_to_come",
        REVIEWED = "finding_reviewed",
        READ_ON = "finding_read_on",
        NEAR = "finding_near",
        FURTHER = "finding_further",
        IS_IT_USEFUL = "finding_useful",
        YES = "finding_yes",
        NO = "finding_no",
        THANKS = "finding_thanks",
        SORRY = "finding_sorry",
        ASK_PEOPLE = "finding_ask_people",
        ASK_AT_WORK = "finding_ask_at_work",
        CALL = "finding_call",
        MESSAGE = "send_sms",
        CHAT = "finding_chat",
        COPY = "finding_copy",
        QUESTION_TO_UNION = "finding_question",
        COPIED = "finding_copied",
        SHARED = "finding_shared",
        NOT_HANDED = "finding_not_handed",
        SEND = "finding_send",
        GAPS_HEAD = "finding_gaps_head",
        GAPS_END = "finding_gaps_end",
        RECENT = "finding_recent",
        FORGET = "finding_forget",
        NOT_KEPT = "finding_not_kept",
        NO_ROOM = "finding_no_room",
        KIND_POLICY = "kind_policy",
        KIND_QUESTION = "kind_faq",
        KIND_LESSON = "kind_lesson",
        KIND_STORY = "kind_story",
        KIND_PAGE = "kind_page",
    }
    "learning" {
        RIGHT = "learning_right",
        WRONG = "learning_wrong",
        MORE_ARE_RIGHT = "learning_more_right",
        AT_PLACE = "learning_at_place",
        RULE = "learning_rule",
        RULE_READ = "learning_rule_read",
        RULE_READ_OR_WATCHED = "learning_rule_watched",
        RULE_QUIZ = "learning_rule_quiz",
        RULE_MET = "learning_rule_met",
        PROGRESS = "learning_progress",
        RESUME = "learning_resume",
        OPEN_RECORD = "keeping_open",
        DECIMAL_MARK = "decimal_mark",
        GO_ON = "continue_lesson",
        DUE_TODAY = "learning_due_today",
        TODAY_GONE = "learning_today_gone",
        NUMBERED = "learning_numbered",
        FROM_LESSON = "learning_from_lesson",
        COMES_AGAIN = "learning_comes_again",
    }
    "learning keeping" {
        TIME_LEFT = "keeping_time_left",
        DONE = "learning_done",
        STARTED = "learning_started",
        STORAGE_REFUSED = "learning_not_kept",
        STORAGE_FULL = "learning_no_room",
        RECORD_SET_ASIDE = "learning_set_aside",
        UNSAVED = "keeping_unsaved",
    }
    "keeping" {
        MERGED = "keeping_merged",
        NOTHING_NEW = "keeping_nothing_new",
        PASTE_FIRST = "keeping_paste_first",
        NOT_A_RECORD = "keeping_no_record",
        RECORD_DAMAGED = "keeping_damaged",
        RECORD_TOO_LONG = "keeping_too_long",
        RECORD_OF_VERSION = "keeping_version",
        PARTS_MISSING = "keeping_parts_missing",
        ONE_TEXT = "keeping_one_text",
        ONE_PICTURE = "keeping_one_picture",
        MINUTES = "keeping_minutes",
        NO_TIME_LEFT = "keeping_no_time_left",
        LESSONS_DONE = "keeping_lessons_done",
        AS_OF = "keeping_as_of",
        LESSONS_GONE = "keeping_lessons_gone",
        LAST_CARRIED = "keeping_last_carried",
        FINISHED_BY_IT = "keeping_finished_by_it",
        NEW = "keeping_new",
        FURTHER_RESULTS = "keeping_further",
        SAME = "keeping_same",
        OLDER = "keeping_older",
        COMPLETION_SELF = "keeping_completion_self",
        COMPLETION_MEETING = "keeping_completion_meeting",
        COMPLETION_BAD_NAME = "keeping_completion_name",
        COMPLETION_PICTURE = "keeping_completion_picture",
        MEETING_NONE = "keeping_meeting_none",
        MEETING_DAMAGED = "keeping_meeting_damaged",
        MEETING_OF_VERSION = "keeping_meeting_version",
        MEETING_OTHER_DAY = "keeping_meeting_day",
        MEETING_OTHER_LESSON = "keeping_meeting_lesson",
    }
    "keeping checking" {
        DONE_ON = "keeping_done_on",
        SCORE = "keeping_score",
        WHOLE_COURSE = "keeping_whole_course",
    }
    "checking" {
        CODES_NONE = "checking_none",
        CODES_FOUND = "checking_found",
        CODES_CONFIRMED = "checking_confirmed",
        CODES_SELF = "checking_self",
        CODES_REFUSED = "checking_refused",
        CONFIRMED_BY = "checking_by",
        EDITION_OF = "checking_edition",
        EDITION_UNKNOWN = "checking_edition_unknown",
        CODE_OF_VERSION = "checking_version",
        CODE_DAMAGED = "checking_damaged",
        CODE_MALFORMED = "checking_malformed",
        CODE_BAD_CONTENT = "checking_bad_content",
        CODE_UNKNOWN_KEY = "checking_unknown_key",
        CODE_FORGED = "checking_forged",
        CODE_KEY_NOT_IN_FORCE = "checking_key_days",
        CODE_OTHER_DAY = "checking_other_day",
        CODE_OTHER_LESSON = "checking_other_lesson",
    }
    "keeping composing" {
        COPY_PART = "keeping_copy_part",
        PART = "keeping_part",
        PICTURE = "keeping_picture",
    }
    "composing" {
        KEPT = "composing_kept",
        DRAFT_NOT_KEPT = "composing_not_kept",
        DRAFT_NO_ROOM = "composing_no_room",
        UNREAD = "composing_unread",
        UNTITLED = "composing_untitled",
        OPEN = "composing_open",
        CANCEL = "composing_cancel",
        CANCELLED = "composing_cancelled",
        AGAIN = "composing_again",
        DELETE = "composing_delete",
        DELETE_SURE = "composing_delete_sure",
        DELETED = "composing_deleted",
        WRITING = "composing_writing",
        HANDED = "composing_handed",
        DRAFT_WAITING = "composing_waiting",
        OFFLINE = "composing_offline",
        TRIED = "composing_tried",
        SENDING = "composing_sending",
        SENT = "composing_sent",
        REFUSED = "composing_refused",
        QUEUED = "composing_queued",
        REMOVE_PHOTO = "composing_remove_photo",
        PHOTO = "composing_photo",
        FAULT_TITLE = "composing_fault_title",
        FAULT_TEXT = "composing_fault_text",
        FAULT_LINK = "composing_fault_link",
        FAULT_NAME = "composing_fault_name",
        FAULT_REPLY = "composing_fault_reply",
        FAULT_CONTEST = "composing_fault_contest",
        FAULT_PHOTO = "composing_fault_photo",
        FAULT_CONSENT = "composing_fault_consent",
        FAULT_PEOPLE = "composing_fault_people",
        FOUND_PHONE = "composing_found_phone",
        FOUND_IDENTITY = "composing_found_identity",
        FOUND_ACCOUNT = "composing_found_account",
        FOUND_MAIL = "composing_found_mail",
        SIZE = "composing_size",
        SIZE_MESSAGES = "composing_size_messages",
        TOO_BIG = "composing_too_big",
        DRAFT_MESSAGE = "composing_message",
        MESSAGE_PART = "composing_message_part",
        DRAFT_ONE_TEXT = "composing_one_text",
        DRAFT_ONE_PICTURE = "composing_one_picture",
        HEAD = "composing_head",
    }
}

/// The text for one module, of words that `word` finds by their keys.
///
/// # Errors
/// The first of `word`.
pub fn text<E>(module: &str, mut word: impl FnMut(&str) -> Result<String, E>) -> Result<String, E> {
    let mut text = String::new();
    for (said_by, key) in WORDS {
        if said_by.split(' ').any(|name| name == module) {
            text.push_str(&word(key)?.replace('\n', " "));
        }
        text.push('\n');
    }
    Ok(text)
}

/// A word with each `{}` filled in, from the left.
pub fn filled(word: &str, values: &[&str]) -> String {
    let mut filled = String::new();
    let mut rest = word;
    for value in values {
        let (before, behind) = around(rest);
        filled.push_str(before);
        filled.push_str(value);
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

/// What stands before and behind the first `{}` of a word; nothing behind when there is none.
pub fn around(word: &str) -> (&str, &str) {
    let gap = word.as_bytes().windows(2).position(|two| two == b"{}");
    let end = gap.unwrap_or(word.len());
    let (before, behind) = (word.get(..end), word.get(end + 2..));
    (before.unwrap_or_default(), behind.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{AT_PLACE, SEND, WAITING, WORDS, Word, around, filled, text};

    #[test]
    fn a_module_finds_its_own_words_and_no_other() {
        let given = text("learning", |key| Ok::<_, ()>(format!("«{key}»"))).expect("all words are known");
        let lines: Vec<&str> = given.lines().collect();
        let at = |word: Word| lines[usize::from(word.0)];
        assert_eq!(lines.len(), WORDS.len());
        assert_eq!([at(AT_PLACE), at(WAITING), at(SEND)], ["«learning_at_place»", "", ""]);
        let unknown = text("finding", |key| Err::<String, _>(key.to_owned()));
        assert_eq!(unknown, Err("search_waiting".to_owned()));
    }

    #[test]
    fn gaps_are_filled_from_the_left() {
        assert_eq!(filled("{}/{} bài", &["1", "2"]), "1/2 bài");
        assert_eq!(filled("Gọi {}", &["{}"]), "Gọi {}");
        assert_eq!(filled("a", &["b"]), "ab");
        assert_eq!(around("xem {}."), ("xem ", "."));
    }
}
