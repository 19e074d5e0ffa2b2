"""Settings of one installation; everything an office may change comes from the environment.

Without any variable the program serves one office on this computer: SQLite, files under `data/`.
Every variable is listed in docs/admin/settings.md.
"""

import os
import secrets
import sys
from datetime import time
from pathlib import Path

from csp.constants import NONE, SELF

from phoihop.config.database import database_from_url


def env(name: str, default: str = "") -> str:
    """The variable PHOIHOP_<name>, or the default."""
    return os.environ.get(f"PHOIHOP_{name}", default)


def env_flag(name: str) -> bool:
    """True for 1, true, yes, on."""
    return env(name).strip().lower() in {"1", "true", "yes", "on"}


DATA_DIR = Path(env("DATA_DIR", "data")).resolve()
BUILD_DIR = Path(env("BUILD_DIR", "build")).resolve()
PRODUCTION = env_flag("PRODUCTION")
DEBUG = env_flag("DEBUG") and not PRODUCTION


def secret_key() -> str:
    """The key from the environment, else one made once and kept beside the data."""
    if key := env("SECRET_KEY"):
        return key
    file = DATA_DIR / "secret-key"
    if not file.exists():
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(64), encoding="ascii")
    return file.read_text(encoding="ascii").strip()


SECRET_KEY = secret_key()
ALLOWED_HOSTS = env("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in env("TRUSTED_ORIGINS").split(",") if origin]
ROOT_URLCONF = "phoihop.config.urls"
WSGI_APPLICATION = "phoihop.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "phoihop.ui",
    "phoihop.audit",
    "phoihop.jobs",
    "phoihop.search",
    "phoihop.agencies",
    "phoihop.accounts",
    "phoihop.inbox",
    "phoihop.documents",
    "phoihop.agreements",
    "phoihop.tasks",
    "phoihop.scoring",
    "phoihop.lists",
    "phoihop.dossiers",
    "phoihop.pictures",
    "phoihop.calendars",
    "phoihop.urging",
    "phoihop.terms",
    "phoihop.inspections",
    "phoihop.safekeeping",
    "phoihop.imports",
    "phoihop.setup",
    "phoihop.succession",
    "phoihop.workspace",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "phoihop.ui.middleware.language",
    "phoihop.ui.middleware.body_limit",
    "phoihop.setup.middleware.first_day",
    "phoihop.accounts.middleware.idle_lock",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    # Before the second step: an administrator is one by the membership acted for.
    "phoihop.accounts.middleware.acting_agency",
    "phoihop.accounts.middleware.second_step",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "phoihop.ui.middleware.form_only",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "phoihop.ui.context.page",
            ],
            "builtins": ["django.templatetags.i18n", "phoihop.ui.templatetags.ui"],
        },
    },
]
FORMS_URLFIELD_ASSUME_HTTPS = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {
    "default": database_from_url(env("DATABASE_URL"), DATA_DIR, threads=int(env("THREADS", "8")))
}
# Counters of failed log-ins must be shared by all processes, hence never the local-memory cache.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "phoihop_cache",
        # Django's 300 would be full after as many wrong user names, and throw locks away.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "phoihop_language"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["phoihop.config.formats"]

STATIC_URL = "static/"
STATIC_ROOT = BUILD_DIR / "static-root"
# Fonts are subset into the build folder when the environment is made.
STATICFILES_DIRS = [BUILD_DIR / "static"] if (BUILD_DIR / "static").is_dir() else []
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Pictures of pages and the like: made from the files, may be deleted, belong in no backup.
DERIVED_DIR = DATA_DIR / "derived"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
# A task form offers every agency of a province with a line for its part.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_MAX_BYTES = 50 * 1024 * 1024
# Of a whole request, files and all; who is not signed in sends a name and a password at most.
BODY_MAX_BYTES = 20 * UPLOAD_MAX_BYTES + DATA_UPLOAD_MAX_MEMORY_SIZE
BODY_MAX_BYTES_ANONYMOUS = 1024 * 1024

AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "phoihop.accounts.backends.AccountBackend",
]
# Defaults after TCVN 14423:2026 level 2 (docs/domain/law-and-security.md).
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "phoihop.accounts.passwords.LengthBySecondStepValidator"},
]
PASSWORD_MIN_WITH_SECOND_STEP = 8
PASSWORD_MIN_ALONE = 14
IDLE_LOCK_MINUTES = 15
IDLE_LOCK_MINUTES_ADMINISTRATOR = 5
IDLE_ACCOUNT_DAYS = 45
# One-time codes on paper: for the first log-in, and for a forgotten password.
CODE_DAYS_INVITATION = 7
CODE_HOURS_RESET = 24
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "phoihop.accounts.adapter.ClosedAdapter"
LOGIN_TRIES = 5
ACCOUNT_RATE_LIMITS = {
    "login_failed": f"{LOGIN_TRIES}/15m/key",
    "login": "300/m/ip",  # a whole office comes from one address at eight in the morning
}
ACCOUNT_FORMS = {
    "login": "phoihop.accounts.login_forms.LogInForm",
    "change_password": "phoihop.accounts.login_forms.PasswordForm",
    "reauthenticate": "phoihop.accounts.login_forms.AgainForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
# A passkey asks for finger, face or PIN, so it stands for both steps. Where it is made and used,
# the address must be a name over HTTPS; browsers and the library let only localhost do without.
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}  # see ACCOUNT_RATE_LIMITS
MFA_TOTP_ISSUER = "Phối Hợp"
MFA_TOTP_TOLERANCE = 1  # computers without a time server drift by half a minute
MFA_RECOVERY_CODES_SHOW_ONCE = True
RECOVERY_CODES_FEW = 3  # so many or fewer are left: the owner is told
MFA_ADAPTER = "phoihop.accounts.adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "phoihop.accounts.login_forms.CodeForm",
    "reauthenticate": "phoihop.accounts.login_forms.CodeAgainForm",
    "activate_totp": "phoihop.accounts.login_forms.FirstCodeForm",
    "add_webauthn": "phoihop.accounts.passkey_forms.AddPasskeyForm",
    "login_webauthn": "phoihop.accounts.passkey_forms.LogInByPasskeyForm",
    "authenticate_webauthn": "phoihop.accounts.passkey_forms.StepByPasskeyForm",
    "reauthenticate_webauthn": "phoihop.accounts.passkey_forms.AgainByPasskeyForm",
}
# The address of a browser behind a proxy is what that proxy says, and nobody before it.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env_flag("TLS_BY_PROXY") else 0
SESSION_COOKIE_HTTPONLY = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_NAME = "phoihop_session"
CSRF_COOKIE_NAME = "phoihop_csrf"
CSRF_COOKIE_HTTPONLY = False
SESSION_COOKIE_SAMESITE = "Lax"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_SSL_REDIRECT = PRODUCTION and not env_flag("TLS_BY_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env_flag("TLS_BY_PROXY") else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# A job without a sign of life for so long has lost its worker; workers give eight in that time.
JOB_LOST_AFTER_SECONDS = float(env("JOB_LOST_AFTER_SECONDS", "120"))
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

BACKUP_DIR = Path(env("BACKUP_DIR", str(DATA_DIR / "backups"))).resolve()
# The hour of the office's clock from which a worker makes the day's backup; "off" for none.
BACKUP_AT = None if env("BACKUP_AT") == "off" else time.fromisoformat(env("BACKUP_AT", "02:00"))
# Of how many days, weeks and months the newest backup is kept.
BACKUP_KEEP = [int(count) for count in env("BACKUP_KEEP", "7,5,12").split(",")]
BACKUP_ENCRYPT_TO = env("BACKUP_ENCRYPT_TO").split()
BACKUP_IDENTITY = env("BACKUP_IDENTITY")

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_SUBMISSION, _SUBMISSION_BY_TLS = 587, 465
EMAIL_HOST = env("EMAIL_HOST")
EMAIL_PORT = int(env("EMAIL_PORT", str(_SUBMISSION)))
EMAIL_HOST_USER = env("EMAIL_USER")
EMAIL_HOST_PASSWORD = env("EMAIL_PASSWORD")
EMAIL_USE_TLS = EMAIL_PORT == _SUBMISSION
EMAIL_USE_SSL = EMAIL_PORT == _SUBMISSION_BY_TLS
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("EMAIL_FROM", "phoihop@localhost")
# Where links in mail lead: mail is written where no browser has asked.
PUBLIC_ADDRESS = env("PUBLIC_ADDRESS", (CSRF_TRUSTED_ORIGINS or ["http://localhost:8000"])[0])

# `ui` is the lowest room and may not import upwards: what the page furniture shows of the
# rooms above is asked through these names.
PHOIHOP_CONTEXT = {
    "standing_in": "phoihop.accounts.furniture.standing_in",
    "office": "phoihop.setup.furniture.office_shown",
    "can_assign": "phoihop.tasks.furniture.can_assign",
    "can_file": "phoihop.dossiers.furniture.can_file",
    "inbox_count": "phoihop.inbox.furniture.inbox_count",
    "guide_url": "phoihop.workspace.furniture.guide_url",
    "missing_count": "phoihop.setup.furniture.missing_count",
}

SIMULATED_CLOCK_ALLOWED = not PRODUCTION
NEARLY_DUE_DAYS = 5
# How many days before an agreement ends its parties are reminded; an office may set its own.
TERM_END_DAYS = 90
# For how long notices are kept after they came: those nobody has looked at, and seen ones.
NOTICE_DAYS_UNSEEN = 180
NOTICE_DAYS_SEEN = 90

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "plain", "stream": sys.stderr}
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
