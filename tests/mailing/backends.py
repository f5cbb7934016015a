"""Mail servers as they behave on a bad day."""

from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

from django.core.mail.backends.locmem import EmailBackend


class Refusing(EmailBackend):
    """Does not know the people in `unknown`."""

    unknown = frozenset({"mezun2@example.org"})

    def send_messages(self, messages):
        for message in messages:
            if set(message.to) & self.unknown:
                raise SMTPRecipientsRefused({message.to[0]: (550, b"User unknown: " + message.to[0].encode())})
        return super().send_messages(messages)


class Vanishing(EmailBackend):
    """Hangs up in the middle of the second message."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.taken = 0

    def send_messages(self, messages):
        self.taken += 1
        if self.taken == 2:
            raise SMTPServerDisconnected("Connection unexpectedly closed")
        return super().send_messages(messages)


class Unreachable(EmailBackend):
    def open(self):
        raise ConnectionRefusedError(111, "Connection refused")
