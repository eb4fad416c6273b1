package cases;

import dev.muster.Guarded;

class DirectCall {
    private int cents;

    @Guarded("account")
    void deposit(int more) {
        cents += more;
    }

    static int use(DirectCall account) {
        account.deposit(50); // <-- MUSTER-451
        return account.cents;
    }
}
