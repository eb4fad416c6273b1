package cases;

import dev.muster.Guarded;

class DirectCall {
    private int cents;

    @Guarded("account")
    void deposit(int more) {
        cents += more;
    }

    static int use(DirectCall account) {
        new DirectCallDispatcher(account).deposit(50);
        return account.cents;
    }
}
